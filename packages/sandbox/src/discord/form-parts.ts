import { z } from 'zod'

/** An id in a body; Discord says `NUMBER_TYPE_COERCE` of anything else. */
export const snowflake = z.string().superRefine((value, c) => {
  if (!/^\d{1,20}$/.test(value)) c.addIssue(issue('NUMBER_TYPE_COERCE', `Value "${value.slice(0, 40)}" is not snowflake.`))
})

/** Text with both a least and a greatest length, which Discord says in one sentence. */
export function textOf(least: number, greatest: number) {
  return z.string().superRefine((value, c) => {
    if (value.length < least || value.length > greatest)
      c.addIssue(issue('BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${greatest} in length.`))
  })
}

/** An ISO 8601 instant, as ms since 1970. */
export const instant = z.string().transform((value, c) => {
  const atMs = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(atMs)) return atMs
  c.addIssue(issue('DATE_TIME_TYPE_PARSE', `Could not parse ${value.slice(0, 40)}. Should be ISO8601.`))
  return z.NEVER
})

function issue(code: string, message: string) {
  return { code: 'custom' as const, message, params: { code } }
}
