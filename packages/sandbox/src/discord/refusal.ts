import type { z } from 'zod'
import type { JsonObject } from './json.ts'

/** Discord's own "no": an HTTP status and its numbered error (docs: topics/opcodes-and-status-codes). */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 413 | 429
  code: number
  message: string
  /** For a malformed body: which member is wrong, nested as the body is. */
  errors?: JsonObject
  /** With 429: when it may be tried again. */
  retryAfterS?: number
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
export const botsMayNot: Refusal = { status: 403, code: 20001, message: 'Bots cannot use this endpoint' }
export const missingScope: Refusal = { status: 403, code: 50026, message: 'Missing required OAuth2 scope' }
export const unknownInvite: Refusal = { status: 404, code: 10006, message: 'Unknown Invite' }
export const unknownRole: Refusal = { status: 404, code: 10011, message: 'Unknown Role' }
export const unknownVoiceState: Refusal = { status: 404, code: 10065, message: 'Unknown Voice State' }
export const unknownCommandPermissions: Refusal = { status: 404, code: 10066, message: 'Unknown application command permissions' }
export const unknownScheduledEvent: Refusal = { status: 404, code: 10070, message: 'Unknown Guild Scheduled Event' }
export const tooManyRoles: Refusal = { status: 400, code: 30005, message: 'Maximum number of guild roles reached (250)' }
export const tooManyInvites: Refusal = { status: 400, code: 30016, message: 'Maximum number of invites reached (1000)' }
export const tooManyScheduledEvents: Refusal = {
  status: 400,
  code: 30038,
  message: 'Maximum number of uncompleted guild scheduled events reached (100)',
}
export const invalidRole: Refusal = { status: 400, code: 50028, message: 'Invalid Role' }
export const finishedEvent: Refusal = { status: 400, code: 180000, message: 'Cannot update a finished event' }
export const cannotMessage: Refusal = { status: 403, code: 50007, message: 'Cannot send messages to this user' }
export const noMutualGuilds: Refusal = {
  status: 403,
  code: 50278,
  message: 'Cannot send messages to this user due to having no mutual guilds',
}
export const invalidRecipient: Refusal = { status: 400, code: 50033, message: 'Invalid Recipient(s)' }
export const directChannel: Refusal = { status: 403, code: 50003, message: 'Cannot execute action on a DM channel' }
export const othersMessage: Refusal = { status: 403, code: 50005, message: 'Cannot edit a message authored by another user' }
export const systemMessage: Refusal = { status: 403, code: 50021, message: 'Cannot execute action on a system message' }
export const wrongNumberToDelete: Refusal = {
  status: 400,
  code: 50016,
  message: 'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete.',
}
export const tooOldToDelete: Refusal = {
  status: 400,
  code: 50034,
  message: 'You can only bulk delete messages that are under 14 days old.',
}
export const tooManyPins: Refusal = { status: 400, code: 30003, message: 'Maximum number of pins reached for the channel (250)' }
export const tooManyChannels: Refusal = { status: 400, code: 30013, message: 'Maximum number of guild channels reached (500)' }
export const tooManyFollowUps: Refusal = {
  status: 400,
  code: 40094,
  message: 'This interaction has hit the maximum number of follow up messages.',
}
export const archivedThread: Refusal = { status: 400, code: 50083, message: 'Thread is archived' }
export const noHistoryToReplyTo: Refusal = {
  status: 400,
  code: 160002,
  message: 'Cannot reply without permission to read message history',
}
export const threadExists: Refusal = { status: 400, code: 160004, message: 'A thread has already been created for this message' }
export const lockedThread: Refusal = { status: 400, code: 160005, message: 'Thread is locked' }
export const tooManyThreads: Refusal = { status: 400, code: 160006, message: 'Maximum number of active threads reached' }
export const missingAccess: Refusal = { status: 403, code: 50001, message: 'Missing Access' }
export const missingPermissions: Refusal = { status: 403, code: 50013, message: 'Missing Permissions' }
export const wrongChannelType: Refusal = { status: 400, code: 50024, message: 'Cannot execute action on this channel type' }
export const unknownInteraction: Refusal = { status: 404, code: 10062, message: 'Unknown interaction' }
export const unknownCommand: Refusal = { status: 404, code: 10063, message: 'Unknown application command' }
export const tooManyCommands: Refusal = { status: 400, code: 30032, message: 'Maximum number of application commands reached (100).' }
export const tooManyCreates: Refusal = {
  status: 429,
  code: 30034,
  message: 'Max number of daily application command creates has been reached (200)',
}
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
  if (issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array'))
    return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
  if (issue.code === 'too_small' && (issue.origin === 'string' || issue.origin === 'array'))
    return { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
  if (issue.code === 'too_big') return { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` }
  if (issue.code === 'too_small')
    return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` }
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
