import { policyChoices } from '../protocol/intents.ts'

/** Under these names stand words of our own vocabulary. What stands under any other may be a person's, or a secret. */
const ownWords: ReadonlySet<string> = new Set(['kind', 'reason', 'readiness', 'gone', 'cause', 'by', ...Object.keys(policyChoices)])

/** What a controller sees, knows and orders: numbers, and words of ours. Nobody else's text gets there. */
const ownParts: ReadonlySet<string> = new Set(['seen', 'from', 'commands', 'status'])

/** What a new name begins with, by the field that it is first seen in; `x` elsewhere. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['member', 'm'],
  ['members', 'm'],
  ['memberId', 'm'],
  ['host', 'm'],
  ['coHosts', 'm'],
  ['stalled', 'm'],
  ['votes', 'm'],
  ['title', 'title'],
  ['firstMediaId', 'media'],
  ['firstHost', 'm'],
  ['name', 'name'],
  ['mediaId', 'media'],
  ['client', 'c'],
  ['connection', 'c'],
])

const fieldName = /^[a-z][a-zA-Z]{0,31}\d?$/

/**
 * Gives everything that is not ours another name: `m1`, `m2`, `name1`, … The same text gets the same name for as long as this lives, so that what was
 * equal stays equal, and nothing else can be told. Rule FR2.
 */
export function createPseudonyms(): (value: unknown) => unknown {
  const names = new Map<string, string>()
  const used = new Map<string, number>()

  function rename(text: string, prefix: string): string {
    const known = names.get(text)
    if (known) return known
    const number = (used.get(prefix) ?? 0) + 1
    used.set(prefix, number)
    names.set(text, `${prefix}${number}`)
    return `${prefix}${number}`
  }

  function walk(value: unknown, field: string, prefix: string): unknown {
    if (typeof value === 'string') return ownWords.has(field) ? value : rename(value, prefix)
    if (Array.isArray(value)) return value.map((part) => walk(part, field, prefix))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        fieldName.test(name) ? name : rename(name, prefix),
        ownParts.has(name) ? part : walk(part, name, prefixes.get(name) ?? (name === 'id' ? prefix : 'x')),
      ]),
    )
  }

  return (value) => walk(value, '', 'x')
}
