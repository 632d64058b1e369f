import { z } from 'zod'

const id = z.string().min(1).max(200)
/** A literal of ours, such as `offered` or `entry-out-of-scope`. */
const word = z.string().regex(/^[\w.-]{1,64}$/)

const message = z.strictObject({ deliveryId: id, channelId: id, event: word })
const grant = z.strictObject({ action: word, untilMs: z.number() })

const memberCommands = [
  ...(['watch.offer', 'watch.launch', 'invitation.create', 'invitation.revoke', 'invitation.join'] as const),
  // What comes of these is an event of its own; here is that nothing did.
  ...(['grant.give', 'config.change', 'link.begin', 'link.remove'] as const),
] as const
/** Of whoever has the service token. */
const operatorCommands = [
  'deliveries.pause',
  'deliveries.resume',
  'delivery.replay',
  'notification.replay',
  'event.replay',
  'person.forget',
] as const

/**
 * Every event that the packages publish, as noun and verb, with what its `data` holds. Programs subscribe by these names: one that was released is never
 * renamed, and its data only gain optional fields. No field takes a title, a message or anything else that people wrote.
 */
export const eventTypes = {
  /** Somebody asked for something that is theirs to ask; `outcome` says what came of it, also when that was a refusal. */
  'command.used': z.strictObject({
    command: z.enum([...memberCommands, ...operatorCommands]),
    outcome: word,
    channelId: id.optional(),
    instanceId: id.optional(),
    entryId: id.optional(),
    /** Of which Kaltura account a notification is. */
    connection: id.optional(),
    /** What is to be dealt with again. */
    deliveryId: id.optional(),
    notificationId: id.optional(),
    /** Whose event it is; without a position all that it set aside. */
    subscriber: word.optional(),
    position: z.number().int().optional(),
  }),
  /** A KS was made, for a person or for the server itself. What it may is told by its grant and the names of its privileges; the token itself is nowhere in here. */
  'ks.issued': z.strictObject({
    connection: id,
    /** `playback` is for the player of a person, who is the actor; `meeting` for a link into one. The others never leave the server. */
    purpose: z.enum(['playback', 'meeting', 'catalogue', 'check', 'planning', 'setup']),
    grant: word,
    privileges: z.array(word).max(20),
    entryId: id.optional(),
    /** Only where the actor is that person, so that it goes with them. */
    kalturaUserId: id.optional(),
    expiresAtMs: z.number(),
  }),
  /** A guild's own people said something else of how it is set up. Its version holds what. */
  'config.changed': z.strictObject({ version: z.number().int() }),
  /** A manager let somebody (`subjectId`) do one thing until a time, */
  'grant.given': grant,
  /** or took that back. */
  'grant.revoked': grant,
  /** A Discord user proved to be somebody in a Kaltura account, */
  'identity.linked': z.strictObject({ connection: id, proof: z.enum(['directory', 'ks']) }),
  /** or is nobody there any more. */
  'identity.unlinked': z.strictObject({}),
  /** Discord has a message of ours, new or edited; */
  'message.delivered': message,
  /** its card already told something later; */
  'message.outdated': message,
  /** Discord will never take it; */
  'message.refused': message,
  /** it was given up until somebody looks. */
  'message.parked': message,
} as const satisfies Readonly<Record<string, z.ZodType>>

export type EventType = keyof typeof eventTypes
