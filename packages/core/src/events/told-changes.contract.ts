import { describe, expect, test } from 'vitest'
import type { GrantStore } from '../access/grant-store.ts'
import type { GuildConfigStore } from '../config/guild/guild-config-store.ts'
import type { ClaimedDelivery } from '../notifications/delivery.ts'
import type { DeliveryOutbox } from '../notifications/delivery-outbox.ts'
import type { NotificationInbox } from '../notifications/notification-inbox.ts'
import type { ProgrammeStore } from '../watch/programme-store.ts'
import { domainEvent, type EventOf } from './domain-event.ts'
import type { EventLog } from './event-log.ts'

/** Empty stores that belong together. */
export interface ToldChangesSubject {
  events: EventLog
  programmes: ProgrammeStore
  grants: GrantStore
  guildConfigs: GuildConfigStore
  inbox: NotificationInbox
  outbox: DeliveryOutbox
}

const guildId = '1100000000000000010'
const [tom, pia] = ['1100000000000000021', '1100000000000000023']
const atMs = 1_800_000_000_000
const programme = { guildId, channelId: '77', instanceId: 'i-1', entryId: '0_a', startedBy: tom, atMs }
const version = { guildId, version: 1, document: '{}', changedBy: tom, atMs }
const grant = { guildId, userId: pia, action: 'invite', untilMs: atMs + 60_000, givenBy: tom, atMs } as const
const planned = { guildId, id: 'n1-0', channelId: '77', subject: '0_a', event: 'recording-ready', content: '{}' } as const
const sent = { kind: 'sent', messageId: '500', card: { id: 'card', messageId: '500', content: '{}' } } as const

const order = (command: EventOf<'command.used'>['data']['command'], id: string) =>
  domainEvent({ id, type: 'command.used', guildId, atMs, actor: { kind: 'user', id: tom }, data: { command, outcome: 'done' } })

/** What "a change and its event are one step" means for the stores that tell of their changes. */
export function describeToldChanges(name: string, create: () => Promise<ToldChangesSubject>): void {
  const told = async ({ events }: ToldChangesSubject) =>
    (await events.read({ after: 0, limit: 100 })).map(({ type, actor, subjectId }) => [type, actor.id, subjectId].filter(Boolean).join(' '))

  /** Stores with one delivery that is claimed. */
  async function claimedDelivery() {
    const stores = await create()
    const subject = { kind: 'entry-ready', entryId: '0_a' } as const
    await stores.inbox.accept({ connection: 'main', dedupeKeys: ['job:1'], subject, receivedAtMs: atMs })
    const [notification] = await stores.inbox.claim({ atMs, leaseMs: 1, limit: 1 })
    if (notification) await stores.inbox.plan(notification, [planned])
    const claim = async (nowMs: number): Promise<ClaimedDelivery> => {
      const [claimed] = await stores.outbox.claim({ atMs: nowMs, leaseMs: 1_000, limit: 1 })
      return claimed ?? { ...planned, state: 'waiting', attempts: 0, reason: undefined, messageId: undefined, lease: 'none' }
    }
    return { stores, claim }
  }

  describe(`${name}, of its changes`, () => {
    test('a launch is told once, by whom it was, though five press in the same moment', async () => {
      const stores = await create()
      await Promise.all([tom, pia, tom, pia, tom].map((startedBy) => stores.programmes.start({ ...programme, startedBy })))
      const kept = await stores.programmes.find(guildId, 'i-1')

      expect(await told(stores)).toEqual([`command.used ${kept?.startedBy}`])
      expect(await stores.events.read({ after: 0, limit: 1, guildId })).toMatchObject([
        { data: { outcome: 'launched', instanceId: 'i-1' } },
      ])
    })

    test('a version of a guild’s configuration is told; one that came too late, or fits nothing, is not', async () => {
      const stores = await create()
      await stores.guildConfigs.append(version)
      await stores.guildConfigs.append({ ...version, changedBy: pia })
      await stores.guildConfigs.append({ ...version, version: 9 })
      await stores.guildConfigs.append({ ...version, version: 2, changedBy: pia })

      expect(await told(stores)).toEqual([`config.changed ${tom}`, `config.changed ${pia}`])
    })

    test('a right that is given, and one that is taken back, are told; one that comes too late is not', async () => {
      const stores = await create()
      await stores.grants.give(grant, 'g1')
      await stores.grants.give(grant, 'g1')
      await stores.grants.give({ ...grant, untilMs: atMs + 5, atMs: atMs + 5 }, 'g2')
      await stores.grants.give({ ...grant, atMs: atMs + 1 }, 'g3')

      expect(await told(stores)).toEqual([`grant.given ${tom} ${pia}`, `grant.revoked ${tom} ${pia}`])
    })

    test('no id names anybody: it stays in the audit when they are forgotten', async () => {
      const { stores, claim } = await claimedDelivery()
      await stores.programmes.start(programme)
      await stores.guildConfigs.append(version)
      await stores.grants.give(grant, 'g1')
      await stores.outbox.settle(await claim(atMs), sent, atMs)
      const ids = (await stores.events.read({ after: 0, limit: 100 })).map(({ id }) => id)

      expect(ids).toHaveLength(4)
      expect(ids.filter((id) => id.includes(tom) || id.includes(pia))).toEqual([])
    })

    test('a delivery is told when it has ended, once for each end', async () => {
      const { stores, claim } = await claimedDelivery()
      const claimed = await claim(atMs)
      await stores.outbox.settle(claimed, { kind: 'parked', reason: 'Discord answered 500' }, atMs)
      await stores.outbox.settle(claimed, sent, atMs)
      await stores.outbox.replay(guildId, planned.id)
      await stores.outbox.settle(await claim(atMs + 1), sent, atMs + 1)

      expect(await told(stores)).toEqual(['message.parked notifications', 'message.delivered notifications'])
    })

    test('an order is told with what it changes: a pause, its end, and what is dealt with again; not one that finds nothing', async () => {
      const { stores, claim } = await claimedDelivery()
      await stores.outbox.settle(await claim(atMs), { kind: 'parked', reason: 'Discord answered 500' }, atMs)
      const subject = { kind: 'entry-ready', entryId: '0_b' } as const
      await stores.inbox.accept({ connection: 'main', dedupeKeys: ['job:2'], subject, receivedAtMs: atMs })
      const [parked] = await stores.inbox.claim({ atMs, leaseMs: 1, limit: 1 })
      if (parked) await stores.inbox.park(parked, 'Kaltura did not answer.')
      await stores.outbox.pause(guildId, atMs, order('deliveries.pause', 'p1'))
      await stores.outbox.pause(guildId, atMs, order('deliveries.pause', 'p2'))
      await stores.outbox.resume(guildId, order('deliveries.resume', 'r1'))
      const answers = [
        await stores.outbox.replay(guildId, planned.id, order('delivery.replay', 'd1')),
        await stores.outbox.replay(guildId, planned.id, order('delivery.replay', 'd2')),
        await stores.inbox.replay('main', parked?.id ?? '', order('notification.replay', 'n1')),
        await stores.inbox.replay('main', parked?.id ?? '', order('notification.replay', 'n2')),
      ]

      expect(answers).toEqual([true, false, true, false])
      expect((await stores.events.read({ after: 1, limit: 100 })).map(({ id }) => id)).toEqual(['p1', 'p2', 'r1', 'd1', 'n1'])
    })

    test('a delivery whose lease somebody else has by now is not told', async () => {
      const { stores, claim } = await claimedDelivery()
      const late = await claim(atMs)
      await claim(atMs + 1_000)
      await stores.outbox.settle(late, sent, atMs + 1_001)

      expect(await told(stores)).toEqual([])
    })
  })
}
