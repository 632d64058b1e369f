import { CodedError, redact, redactDeep } from '@kaltura-discord/core'

/** Facts and what is said of them, fit for a log: every text scrubbed of tokens, errors as code and message without their causes' requests. */
export function printable(facts: Readonly<Record<string, unknown>>, message: string): { facts: Record<string, unknown>; message: string } {
  const shown = Object.entries(facts).map(([name, value]) => [name, redactDeep(withoutRequests(value))])
  return { facts: Object.fromEntries(shown), message: redact(message) }
}

function withoutRequests(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const { name, message, stack } = value
  return { name, message, stack, ...(value instanceof CodedError ? { code: value.code, details: value.details } : {}) }
}
