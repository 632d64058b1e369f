import { type DomainEvent, domainEvent, type EventLog, type EventOf } from '@kaltura-discord/core'
import { RequestProblem } from '../http/request-problem.ts'

export interface TellOptions {
  events: EventLog
  now(): number
  /** Called after something was written, so that the audit has it soon. */
  wake(): void
}

/**
 * Writes down what happened, before anybody is given what came of it.
 * @throws UnavailableError when it may not have been written: then nothing is to be given
 */
export type Tell = (event: Untimed<DomainEvent>) => Promise<void>

type Untimed<Event> = Event extends DomainEvent ? Omit<Event, 'id' | 'atMs'> : never

/** What a server tells of by itself. Each call is one event: what is asked for twice happened twice. */
export function createTell({ events, now, wake }: TellOptions): Tell {
  return async (event) => {
    await events.publish([happened(event, now())])
    wake()
  }
}

/** A member asked for something, and this came of it. */
export function asked(
  { guildId, userId, command }: { guildId: string; userId: string; command: EventOf<'command.used'>['data']['command'] },
  outcome: string,
): Untimed<EventOf<'command.used'>> {
  return { type: 'command.used', guildId, actor: { kind: 'user', id: userId }, data: { command, outcome } }
}

/** An event of its own, for a store that writes it together with its change. */
export function happened(event: Untimed<DomainEvent>, atMs: number): DomainEvent {
  return domainEvent({ ...event, id: crypto.randomUUID(), atMs: Math.floor(atMs) } as DomainEvent)
}

/** Runs something that a person asked for, and tells what came of it, be it a refusal, before they hear. */
export async function told<Answer>(
  tell: Tell,
  { guildId, userId, ...data }: { guildId: string; userId: string } & Omit<EventOf<'command.used'>['data'], 'outcome'>,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const tellOutcome = (outcome: string) =>
    tell({ type: 'command.used', guildId, actor: { kind: 'user', id: userId }, data: { ...data, outcome } })
  try {
    const answer = await run()
    await tellOutcome('done')
    return answer
  } catch (error) {
    if (error instanceof RequestProblem) await tellOutcome(error.code)
    throw error
  }
}
