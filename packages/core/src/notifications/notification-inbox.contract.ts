import { describe, expect, test } from 'vitest'
import type { PlannedDelivery } from './delivery.ts'
import type { DeliveryOutbox } from './delivery-outbox.ts'
import type { ClaimedNotification, InboundNotification, NotificationInbox } from './notification-inbox.ts'

const notification: InboundNotification = {
  connection: 'main',
  dedupeKeys: ['job:1', 'body:a'],
  subject: { kind: 'entry-ready', entryId: '0_rec00001' },
  receivedAtMs: 1_000,
}
const claimAll = { atMs: 10_000, leaseMs: 5_000, limit: 10 }
const delivery: PlannedDelivery = { guildId: '1', id: 'd-0', channelId: '77', subject: '0_a', event: 'entry-ready', content: '{}' }

/** What "implements NotificationInbox" means. `create` gives an empty inbox, with the outbox that it fills. */
export function describeNotificationInbox(name: string, create: () => Promise<{ inbox: NotificationInbox; outbox: DeliveryOutbox }>): void {
  describe(`${name} as a NotificationInbox`, () => {
    test('what was accepted can be claimed, with an id that leaves room for those of its deliveries', async () => {
      const { inbox } = await create()
      const outcome = await inbox.accept(notification)

      const [pending] = await inbox.claim(claimAll)

      expect(outcome.kind).toBe('accepted')
      expect(pending).toEqual({ id: outcome.kind === 'accepted' && outcome.id, notification, attempts: 0, lease: expect.any(String) })
      expect(pending?.id.length).toBeLessThanOrEqual(21)
    })

    test('a repeated job with another body, or a repeated body with another job, is a duplicate', async () => {
      const { inbox } = await create()
      await inbox.accept(notification)

      expect(await inbox.accept({ ...notification, dedupeKeys: ['job:1', 'body:b'] })).toEqual({ kind: 'duplicate' })
      expect(await inbox.accept({ ...notification, dedupeKeys: ['job:2', 'body:a'] })).toEqual({ kind: 'duplicate' })
      expect(await inbox.claim(claimAll)).toHaveLength(1)
    })

    test('the same keys of another connection are another notification', async () => {
      const { inbox } = await create()
      await inbox.accept(notification)

      expect((await inbox.accept({ ...notification, connection: 'other' })).kind).toBe('accepted')
    })

    test('of twenty copies at the same moment exactly one is accepted', async () => {
      const { inbox } = await create()

      const outcomes = await Promise.all(Array.from({ length: 20 }, () => inbox.accept(notification)))

      expect(outcomes.filter((outcome) => outcome.kind === 'accepted')).toHaveLength(1)
    })

    test('of some at the same moment each is judged by itself, and what is refused takes no key from the others', async () => {
      const { inbox } = await create()
      await inbox.accept(notification)
      const keys = [['job:3'], ['job:1', 'ready:a'], ['ready:a', 'job:2'], ['job:4', 'job:4'], ['job:3', 'ready:b'], ['ready:b']]

      const outcomes = await Promise.all(keys.map((dedupeKeys) => inbox.accept({ ...notification, dedupeKeys })))

      expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'duplicate', 'accepted', 'accepted', 'duplicate', 'accepted'])
      expect((await inbox.claim(claimAll)).map((claimed) => claimed.notification.dedupeKeys).toSorted()).toEqual([
        ['job:1', 'body:a'],
        ['job:3'],
        ['job:4'],
        ['ready:a', 'job:2'],
        ['ready:b'],
      ])
    })

    test('a claimed notification is hidden from others until its lease ends', async () => {
      const { inbox } = await create()
      await inbox.accept(notification)
      await inbox.claim(claimAll)

      expect(await inbox.claim({ ...claimAll, atMs: 14_999 })).toEqual([])
      expect(await inbox.claim({ ...claimAll, atMs: 15_000 })).toHaveLength(1)
    })

    test.each([
      { kind: 'live-started', entryId: '1_live', sinceMs: 5 } as const,
      { kind: 'live-ended', entryId: '1_live', sinceMs: 5, endedAtMs: 9 } as const,
      { kind: 'captions-ready', entryId: '0_rec', language: 'Français' } as const,
      { kind: 'meeting-started', guildId: '1100000000000000001', meetingId: '1_room01', startsAtMs: 5 } as const,
      { kind: 'meeting-ended', guildId: '1100000000000000001', meetingId: '1_room01', startsAtMs: 5, endedAtMs: 9 } as const,
    ])('keeps what $kind says', async (subject) => {
      const { inbox } = await create()
      await inbox.accept({ ...notification, subject })

      expect((await inbox.claim(claimAll))[0]?.notification.subject).toEqual(subject)
    })

    test('a planned notification never comes back, and what was planned stands in the outbox', async () => {
      const { inbox, outbox } = await create()
      await inbox.accept(notification)

      expect(await inbox.plan(known(await inbox.claim(claimAll)), [delivery, { ...delivery, id: 'd-1', guildId: '2' }])).toBe(true)
      expect(await inbox.claim({ ...claimAll, atMs: 1_000_000 })).toEqual([])
      expect((await outbox.claim(claimAll)).map(({ id }) => id).toSorted()).toEqual(['d-0', 'd-1'])
    })

    test('[A30] planned twice, or by who has lost the lease, it stands in the outbox once', async () => {
      const { inbox, outbox } = await create()
      await inbox.accept(notification)
      const late = known(await inbox.claim(claimAll))
      const early = known(await inbox.claim({ ...claimAll, atMs: 15_000 }))
      const said = [await inbox.plan(late, [delivery]), await inbox.plan(early, [delivery]), await inbox.plan(early, [delivery])]

      expect(said).toEqual([false, true, false])
      expect(await outbox.list('1', { limit: 5 })).toHaveLength(1)
      expect([await inbox.postpone(late, 20_000), await inbox.park(late, 'late')]).toEqual([false, false])
    })

    test('twenty are planned at the same moment without losing a place in their channel', async () => {
      const { inbox, outbox } = await create()
      await Promise.all(Array.from({ length: 20 }, (_, index) => inbox.accept({ ...notification, dedupeKeys: [`job:${index}`] })))
      const claimed = await inbox.claim({ ...claimAll, limit: 20 })
      await Promise.all(claimed.map((one, index) => inbox.plan(one, [{ ...delivery, id: `d-${index}` }])))

      expect(await outbox.list('1', { limit: 50 })).toHaveLength(20)
      expect(await outbox.claim(claimAll)).toHaveLength(1)
    })

    test('a postponed notification comes back when it is due, with one attempt more', async () => {
      const { inbox } = await create()
      await inbox.accept(notification)

      await inbox.postpone(known(await inbox.claim(claimAll)), 60_000)

      expect(await inbox.claim({ ...claimAll, atMs: 59_999 })).toEqual([])
      expect((await inbox.claim({ ...claimAll, atMs: 60_000 }))[0]?.attempts).toBe(1)
    })

    test('a parked notification waits until it is replayed, in its own connection', async () => {
      const { inbox } = await create()
      await inbox.accept(notification)
      const { id } = known(await inbox.claim(claimAll))
      await inbox.park(known(await inbox.claim({ ...claimAll, atMs: 20_000 })), 'Kaltura did not answer.')
      const idle = await inbox.claim({ ...claimAll, atMs: 1_000_000 })
      const listed = await inbox.parked('main', { limit: 5 })

      expect([idle, listed]).toEqual([[], [{ id, notification, attempts: 1, reason: 'Kaltura did not answer.' }]])
      expect([await inbox.parked('other', { limit: 5 }), await inbox.parked('main', { after: id, limit: 5 })]).toEqual([[], []])
      expect([await inbox.replay('other', id), await inbox.replay('main', id), await inbox.replay('main', id)]).toEqual([
        false,
        true,
        false,
      ])
      expect(await inbox.claim({ ...claimAll, atMs: 1_000_001 })).toMatchObject([{ id, attempts: 0 }])
    })

    test('[A96] when the clock went back an hour nothing is lost or taken twice: what comes is due at once, what was claimed when its lease ends', async () => {
      const { inbox } = await create()
      const hourMs = 3_600_000
      const backMs = 10_000
      await inbox.accept({ ...notification, receivedAtMs: backMs + hourMs })
      await inbox.claim({ ...claimAll, atMs: backMs + hourMs })
      const copy = await inbox.accept({ ...notification, receivedAtMs: backMs })
      await inbox.accept({ ...notification, dedupeKeys: ['job:2'], receivedAtMs: backMs })

      const claimed = await inbox.claim({ ...claimAll, atMs: backMs, leaseMs: 2 * hourMs })
      const again = await inbox.claim({ ...claimAll, atMs: backMs + hourMs + claimAll.leaseMs })

      expect(copy).toEqual({ kind: 'duplicate' })
      expect([...claimed, ...again].map((one) => one.notification.dedupeKeys)).toEqual([['job:2'], notification.dedupeKeys])
    })

    test('its backlog is what waits, claimed or put off too, and what is parked, of all connections; what is planned is none of it', async () => {
      const { inbox } = await create()
      const before = await inbox.backlog()
      await Promise.all(['a', 'b', 'c', 'd', 'e'].map((job) => inbox.accept({ ...notification, connection: job, dedupeKeys: [job] })))
      const [first, second, third] = await inbox.claim({ ...claimAll, limit: 4 })
      await inbox.plan(known([first]), [])
      await inbox.park(known([second]), 'Kaltura did not answer.')
      await inbox.postpone(known([third]), 60_000)

      expect([before, await inbox.backlog()]).toEqual([
        { waiting: 0, parked: 0 },
        { waiting: 3, parked: 1 },
      ])
    })

    test('claims come oldest first and no more than asked for', async () => {
      const { inbox } = await create()
      await inbox.accept({ ...notification, dedupeKeys: ['job:2'], receivedAtMs: 2_000 })
      await inbox.accept(notification)

      const claimed = await inbox.claim({ ...claimAll, limit: 1 })

      expect(claimed.map((pending) => pending.notification.receivedAtMs)).toEqual([1_000])
    })
  })
}

function known([claimed]: readonly (ClaimedNotification | undefined)[]): ClaimedNotification {
  if (!claimed) throw new Error('nothing was claimed')
  return claimed
}
