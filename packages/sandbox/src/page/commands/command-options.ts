import type { CommandOption } from '../../control/contract.ts'
import { type CommandField, optionType, type SlashCommand } from './command-tree.ts'

/** What a person has entered so far, as text, by field name. */
export type Draft = Readonly<Record<string, string>>

export type BuiltOptions = { kind: 'ready'; options: CommandOption[] } | { kind: 'incomplete'; problems: Readonly<Record<string, string>> }

/** Turns a draft into the options that Discord would send, or says field by field what is missing or wrong. */
export function buildOptions(command: SlashCommand, draft: Draft): BuiltOptions {
  const problems: Record<string, string> = {}
  const options: CommandOption[] = []
  for (const field of command.fields) {
    const text = draft[field.name] ?? ''
    if (text.trim() === '') {
      if (field.required) problems[field.name] = 'This one is required.'
      continue
    }
    const read = readValue(field, text)
    if (read.kind === 'wrong') problems[field.name] = read.problem
    else options.push({ name: field.name, type: field.type, value: read.value })
  }
  return Object.keys(problems).length > 0 ? { kind: 'incomplete', problems } : { kind: 'ready', options: nest(command.path, options) }
}

/** The options of an autocomplete question: everything readable so far, and the focused field exactly as typed, even when empty. */
export function focusedOptions(command: SlashCommand, draft: Draft, focused: string): CommandOption[] {
  const options = command.fields.flatMap((field): CommandOption[] => {
    const text = draft[field.name] ?? ''
    if (field.name === focused) return [{ name: field.name, type: field.type, value: text, focused: true }]
    const read = text.trim() === '' ? undefined : readValue(field, text)
    return read?.kind === 'value' ? [{ name: field.name, type: field.type, value: read.value }] : []
  })
  return nest(command.path, options)
}

/** Discord's shape: the first word is the command itself, the last a sub-command (type 1), one between them a group (type 2). */
function nest(path: readonly string[], options: CommandOption[]): CommandOption[] {
  return path
    .slice(1)
    .reduceRight<CommandOption[]>((inner, name, index) => [{ name, type: index === path.length - 2 ? 1 : 2, options: inner }], options)
}

type Read = { kind: 'value'; value: string | number | boolean } | { kind: 'wrong'; problem: string }

function readValue(field: CommandField, text: string): Read {
  switch (field.type) {
    case optionType.integer:
    case optionType.number:
      return readNumber(field, text.trim())
    case optionType.boolean:
      return { kind: 'value', value: text === 'true' }
    case optionType.attachment:
      return { kind: 'wrong', problem: 'The sandbox cannot send files.' }
    default:
      return readText(field, text)
  }
}

function readNumber(field: CommandField, text: string): Read {
  const value = Number(text)
  if (!Number.isFinite(value)) return { kind: 'wrong', problem: 'This needs a number.' }
  if (field.type === optionType.integer && !Number.isSafeInteger(value)) return { kind: 'wrong', problem: 'This needs a whole number.' }
  if (field.min !== undefined && value < field.min) return { kind: 'wrong', problem: `At least ${field.min}.` }
  if (field.max !== undefined && value > field.max) return { kind: 'wrong', problem: `At most ${field.max}.` }
  return { kind: 'value', value }
}

function readText(field: CommandField, text: string): Read {
  if (field.minLength !== undefined && text.length < field.minLength)
    return { kind: 'wrong', problem: `At least ${field.minLength} characters.` }
  const longest = field.maxLength ?? 6000
  if (text.length > longest) return { kind: 'wrong', problem: `At most ${longest} characters.` }
  return { kind: 'value', value: text }
}
