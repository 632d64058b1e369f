import { redact } from '../redaction/redact.ts'

const longest = { text: 500, list: 50, depth: 4, whole: 8_000 }

/** Control and format characters, line and paragraph breaks, halves of characters: what makes a printed line look like another. */
const treacherous = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const secretName = /^(?:ks|authorization|password|code|.*(?:secret|token|key))$/i

/** Facts as JSON that can be kept for years and printed anywhere: without secrets, bounded, and in visible characters only. */
export function auditDetails(facts: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(safe(facts, 0))
  return text.length <= longest.whole ? text : JSON.stringify({ leftOut: `${text.length} characters` })
}

/** A text in visible characters: others are written as their code, `<U+001B>`. */
export function visibleText(text: string): string {
  return text.replace(treacherous, (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`)
}

function safe(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return visibleText(redact(value.slice(0, longest.whole)).slice(0, longest.text))
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'object') return undefined
  if (depth >= longest.depth) return '…'
  if (Array.isArray(value)) return value.slice(0, longest.list).map((item) => safe(item, depth + 1))
  const facts = Object.entries(value).slice(0, longest.list)
  return Object.fromEntries(
    facts.map(([name, fact]) => [visibleText(name.slice(0, 64)), secretName.test(name) ? '[redacted]' : safe(fact, depth + 1)]),
  )
}
