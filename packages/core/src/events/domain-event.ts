import { z } from 'zod'
import { InvalidInputError } from '../errors/coded-error.ts'
import { redactDeep } from '../redaction/redact.ts'
import { type EventType, eventTypes } from './event-types.ts'

/** Who did it: a Discord user, or a program of ours by its name. */
export type EventActor = { kind: 'user'; id: string } | { kind: 'program'; id: string }

interface Envelope {
  /** Chosen by who publishes: the same id is the same event, however often it is published. Up to 400 visible ASCII characters. */
  id: string
  /** `undefined` for what is no guild's business. */
  guildId: string | undefined
  atMs: number
  actor: EventActor
  /** The Discord user whom it is about, where that is not the actor. */
  subjectId?: string | undefined
}

/** Something that happened and does not change any more. */
export type DomainEvent = { [Type in EventType]: EventOf<Type> }[EventType]

export interface EventOf<Type extends EventType> extends Envelope {
  type: Type
  data: z.output<(typeof eventTypes)[Type]>
}

/** An event as a log gives it back: perhaps of a type that only a newer version knows. See {@link knownEvent}. */
export interface LoggedEvent extends Envelope {
  /** Rises by one with each event, in the order in which they became visible. */
  position: number
  type: string
  data: Readonly<Record<string, unknown>>
}

const envelope = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,400}$/),
  guildId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  atMs: z.number().int().nonnegative(),
  actor: z.object({ kind: z.enum(['user', 'program']), id: z.string().regex(/^[\x21-\x7e]{1,64}$/) }),
  subjectId: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .optional(),
})

/**
 * Makes an event fit to be kept: checked against its schema, and without anything that looks like a secret.
 * @throws InvalidInputError for what is not an event; a bug of the caller.
 */
export function domainEvent<Event extends DomainEvent>(event: Event): Event {
  const shell = envelope.safeParse(event)
  const data = eventTypes[event.type].safeParse(redactDeep(event.data))
  if (!shell.success || !data.success) {
    const [issue] = [...(shell.error?.issues ?? []), ...(data.error?.issues ?? [])]
    throw new InvalidInputError(`This is no event ${event.type}: ${issue?.path.join('.')} ${issue?.message}`)
  }
  return { ...event, data: data.data }
}

/** The event in the types of this version, or `undefined` when another version wrote it in its own. */
export function knownEvent({ position: _, ...event }: LoggedEvent): DomainEvent | undefined {
  const schema = Object.hasOwn(eventTypes, event.type) ? eventTypes[event.type as EventType] : undefined
  const data = schema?.safeParse(event.data)
  return data?.success ? ({ ...event, data: data.data } as DomainEvent) : undefined
}
