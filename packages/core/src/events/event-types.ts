import { z } from 'zod'

const id = z.string().min(1).max(200)
/** A literal of ours, such as `offered` or `entry-out-of-scope`. */
const word = z.string().regex(/^[\w.-]{1,64}$/)

/**
 * Every event that the packages publish, as noun and verb, with what its `data` holds. Programs subscribe by these names: one that was released is never
 * renamed, and its data only gain optional fields. No field takes a title, a message or anything else that people wrote.
 */
export const eventTypes = {
  /** Somebody asked for something that is theirs to ask; `outcome` says what came of it, also when that was a refusal. */
  'command.used': z.strictObject({
    command: z.enum(['watch.offer', 'watch.launch', 'invitation.create', 'invitation.revoke', 'invitation.join']),
    outcome: word,
    channelId: id.optional(),
    instanceId: id.optional(),
    entryId: id.optional(),
  }),
  /** A KS was made for a person. What it may is told by its grant; the token itself is nowhere in here. */
  'ks.issued': z.strictObject({ connection: id, grant: word, entryId: id, kalturaUserId: id, expiresAtMs: z.number() }),
} as const satisfies Readonly<Record<string, z.ZodType>>

export type EventType = keyof typeof eventTypes
