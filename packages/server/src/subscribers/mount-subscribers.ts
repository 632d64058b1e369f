import { subscriberRoutes } from '@kaltura-discord/api'
import { everyGuild, type SubscriberStore } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { obey, orderOf } from '../audit/order.ts'
import type { Tell } from '../audit/tell.ts'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ServerLog } from '../server-log.ts'

export interface SubscribersDependencies {
  subscribers: Pick<SubscriberStore, 'all' | 'parked' | 'replay'>
  serviceToken: string
  now(): number
  tell: Tell
  /** Called after an event was replayed, so that it is dealt with soon. */
  wake(): void
  log: ServerLog
}

/** What the subscribers of the events could not deal with. Calls of an operator. */
export function mountSubscribers(app: Hono, { subscribers, serviceToken, now, tell, wake, log }: SubscribersDependencies): void {
  const guard = serviceGuard(serviceToken)
  const isKnown = async (subscriber: string) => (await subscribers.all()).some(({ name }) => name === subscriber)

  mount(app, subscriberRoutes.listSubscribers, guard, async () => ({ subscribers: [...(await subscribers.all())] }))

  mount(app, subscriberRoutes.listParkedEvents, guard, async ({ params: { subscriber }, query: { after, limit } }) => {
    if (!(await isKnown(subscriber))) throw new RequestProblem('subscriber.unknown')
    const found = await subscribers.parked(subscriber, { after, limit: limit + 1 })
    const events = found.slice(0, limit)
    return { events, next: found.length > limit ? events.at(-1)?.position : undefined }
  })

  async function replay(subscriber: string, position: number | undefined, by: string | undefined): Promise<number> {
    const order = { command: 'event.replay', guildId: everyGuild, subscriber, position, by } as const
    let replayed = 0
    await obey(order, { tell, now }, async (told) => {
      if (!(await isKnown(subscriber))) return 'subscriber.unknown'
      replayed = await subscribers.replay(subscriber, { position, told })
      return position !== undefined && replayed === 0 ? 'event.unknown' : undefined
    })
    if (replayed === 0) await tell(orderOf(order, 'nothing-parked'))
    log.info({ subscriber, position, replayed }, 'events are to be dealt with again')
    wake()
    return replayed
  }
  mount(app, subscriberRoutes.replayEvent, guard, async ({ params: { subscriber, position }, body: { by } }) => {
    await replay(subscriber, position, by)
    return {}
  })
  mount(app, subscriberRoutes.replayEvents, guard, async ({ params: { subscriber }, body: { by } }) => {
    return { replayed: await replay(subscriber, undefined, by) }
  })
}
