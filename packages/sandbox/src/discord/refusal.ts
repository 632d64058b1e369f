import type { z } from 'zod'
import type { JsonObject } from './json.ts'

/** Discord's own "no": an HTTP status and its numbered error (docs: topics/opcodes-and-status-codes). */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 413
  code: number
  message: string
  /** For a malformed body: which member is wrong, nested as the body is. */
  errors?: JsonObject
}

export type Outcome<T> = { kind: 'done'; value: T } | { kind: 'refused'; refusal: Refusal }

export function done<T>(value: T): Outcome<T> {
  return { kind: 'done', value }
}

export function refused(refusal: Refusal): { kind: 'refused'; refusal: Refusal } {
  return { kind: 'refused', refusal }
}

export const unauthorized: Refusal = { status: 401, code: 0, message: '401: Unauthorized' }
export const notFound: Refusal = { status: 404, code: 0, message: '404: Not Found' }
export const invalidJson: Refusal = { status: 400, code: 50109, message: 'The request body contains invalid JSON.' }
export const tooLarge: Refusal = { status: 413, code: 40005, message: 'Request entity too large' }
export const unknownApplication: Refusal = { status: 404, code: 10002, message: 'Unknown Application' }
export const unknownChannel: Refusal = { status: 404, code: 10003, message: 'Unknown Channel' }
export const unknownGuild: Refusal = { status: 404, code: 10004, message: 'Unknown Guild' }
export const unknownMember: Refusal = { status: 404, code: 10007, message: 'Unknown Member' }
export const unknownMessage: Refusal = { status: 404, code: 10008, message: 'Unknown Message' }
export const unknownUser: Refusal = { status: 404, code: 10013, message: 'Unknown User' }
export const unknownWebhook: Refusal = { status: 404, code: 10015, message: 'Unknown Webhook' }
export const unknownInteraction: Refusal = { status: 404, code: 10062, message: 'Unknown interaction' }
export const unknownCommand: Refusal = { status: 404, code: 10063, message: 'Unknown application command' }
export const tooManyCommands: Refusal = { status: 400, code: 30032, message: 'Maximum number of application commands reached (100).' }
export const alreadyAcknowledged: Refusal = { status: 400, code: 40060, message: 'Interaction has already been acknowledged.' }
export const emptyMessage: Refusal = { status: 400, code: 50006, message: 'Cannot send an empty message' }
export const invalidWebhookToken: Refusal = { status: 401, code: 50027, message: 'Invalid Webhook Token' }
export const entryPointMissing: Refusal = {
  status: 400,
  code: 50240,
  message:
    "You cannot remove this app's Entry Point command in a bulk update operation. Please include the Entry Point command in your update request or delete it separately.",
}

/** One wrong member of a body; `path` leads to it. */
export function invalidForm(path: readonly PropertyKey[], code: string, message: string): Refusal {
  return formRefusal([{ path, code, message }])
}

/** What zod found, said as Discord says it: error 50035 with `_errors` under each wrong member. */
export function refusalOfIssues(issues: readonly z.core.$ZodIssue[]): Refusal {
  return formRefusal(issues.slice(0, 25).map((issue) => ({ path: issue.path, ...sayIssue(issue) })))
}

function sayIssue(issue: z.core.$ZodIssue): { code: string; message: string } {
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
  if (issue.code === 'too_big' && issue.origin === 'array')
    return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
  if (issue.code === 'invalid_type' && issue.input === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
  if (issue.code === 'invalid_value') return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.join(', ')}}.` }
  if (issue.code === 'invalid_union' && 'discriminator' in issue)
    return { code: 'UNION_TYPE_CHOICES', message: 'This type of component does not belong here.' }
  if (issue.code === 'custom' && typeof issue.params?.code === 'string') return { code: issue.params.code, message: issue.message }
  return { code: 'BASE_TYPE_INVALID', message: issue.message }
}

function formRefusal(wrong: readonly { path: readonly PropertyKey[]; code: string; message: string }[]): Refusal {
  const errors: ErrorTree = {}
  for (const { path, code, message } of wrong) {
    let at = errors
    for (const key of path) {
      at.children ??= new Map()
      const next: ErrorTree = at.children.get(String(key)) ?? {}
      at.children.set(String(key), next)
      at = next
    }
    at.said = [...(at.said ?? []), { code, message }]
  }
  return { status: 400, code: 50035, message: 'Invalid Form Body', errors: plain(errors) }
}

interface ErrorTree {
  said?: { code: string; message: string }[]
  children?: Map<string, ErrorTree>
}

function plain(tree: ErrorTree): JsonObject {
  const children = [...(tree.children ?? [])].map(([key, child]) => [key, plain(child)] as const)
  return { ...Object.fromEntries(children), ...(tree.said ? { _errors: tree.said } : {}) }
}
