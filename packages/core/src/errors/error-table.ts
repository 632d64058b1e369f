import type { ErrorRow } from './error-row.ts'
import { identityErrors } from './identity-errors.ts'
import { mediaErrors } from './media-errors.ts'
import { requestErrors } from './request-errors.ts'
import { runningErrors } from './running-errors.ts'
import { watchErrors } from './watch-errors.ts'

/**
 * Every code that a person or a program of ours can meet, with its HTTP status, whether a retry can help, what it says and what a supporter does.
 * docs/errors.md is made from it.
 */
export const errorTable = {
  ...requestErrors,
  ...watchErrors,
  ...identityErrors,
  ...mediaErrors,
  ...runningErrors,
} as const satisfies Readonly<Record<string, ErrorRow>>

export type ErrorCode = keyof typeof errorTable

/** What the table knows of a code, or `undefined` for one of somebody else's. */
export function errorRow(code: string): ErrorRow | undefined {
  return Object.hasOwn(errorTable, code) ? errorTable[code as ErrorCode] : undefined
}

/** The sentence of a code with its values in place; a value that is missing is left out. Values may be shown to anybody. */
export function errorSentence(code: ErrorCode, values: Readonly<Record<string, string | number>> = {}): string {
  return errorTable[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) => String((Object.hasOwn(values, name) && values[name]) || ''))
}
