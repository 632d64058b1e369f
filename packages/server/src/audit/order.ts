import { type DomainEvent, type ErrorCode, type EventOf, everyGuild } from '@kaltura-discord/core'
import { RequestProblem } from '../http/request-problem.ts'
import { happened, type Tell } from './tell.ts'

type Used = EventOf<'command.used'>

/** What whoever has the service token asks for, and in whose name. */
export type Order = Omit<Used['data'], 'outcome'> & { guildId: string; by: string | undefined }

/** An order as what happened. */
export function orderOf({ guildId, by, ...data }: Order, outcome = 'done'): Omit<Used, 'id' | 'atMs'> {
  return {
    type: 'command.used',
    guildId: guildId === everyGuild ? undefined : guildId,
    actor: by === undefined ? { kind: 'program', id: 'operator' } : { kind: 'user', id: by },
    data: { ...data, outcome },
  }
}

/** Runs an order that may be refused, which is told too; `run` has it told when it is done, in the step that does it. */
export async function obey(
  order: Order,
  { tell, now }: { tell: Tell; now(): number },
  run: (told: DomainEvent) => Promise<ErrorCode | undefined>,
): Promise<void> {
  const refusal = await run(happened(orderOf(order), now()))
  if (!refusal) return
  await tell(orderOf(order, refusal))
  throw new RequestProblem(refusal)
}
