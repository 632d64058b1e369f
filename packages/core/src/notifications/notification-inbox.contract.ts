import { describe, expect, test } from 'vitest'
import type { InboundNotification, NotificationInbox } from './notification-inbox.ts'

const notification: InboundNotification = {
  connection: 'main',
  dedupeKeys: ['job:1', 'body:a'],
  subject: { kind: 'entry-ready', entryId: '0_rec00001' },
  receivedAtMs: 1_000,
}
const claimAll = { atMs: 10_000, leaseMs: 5_000, limit: 10 }

/** What "implements NotificationInbox" means. `create` gives an empty inbox. */
export function describeNotificationInbox(name: string, create: () => Promise<NotificationInbox>): void {
  describe(`${name} as a NotificationInbox`, () => {
    test('what was accepted can be claimed, with a nonce-sized id', async () => {
      const inbox = await create()
      const outcome = await inbox.accept(notification)

      const [pending] = await inbox.claim(claimAll)

      expect(outcome.kind).toBe('accepted')
      expect(pending).toEqual({ id: outcome.kind === 'accepted' && outcome.id, notification, attempts: 0 })
      expect(pending?.id.length).toBeLessThanOrEqual(25)
    })

    test('a repeated job with another body, or a repeated body with another job, is a duplicate', async () => {
      const inbox = await create()
      await inbox.accept(notification)

      expect(await inbox.accept({ ...notification, dedupeKeys: ['job:1', 'body:b'] })).toEqual({ kind: 'duplicate' })
      expect(await inbox.accept({ ...notification, dedupeKeys: ['job:2', 'body:a'] })).toEqual({ kind: 'duplicate' })
      expect(await inbox.claim(claimAll)).toHaveLength(1)
    })

    test('the same keys of another connection are another notification', async () => {
      const inbox = await create()
      await inbox.accept(notification)

      expect((await inbox.accept({ ...notification, connection: 'other' })).kind).toBe('accepted')
    })

    test('of twenty copies at the same moment exactly one is accepted', async () => {
      const inbox = await create()

      const outcomes = await Promise.all(Array.from({ length: 20 }, () => inbox.accept(notification)))

      expect(outcomes.filter((outcome) => outcome.kind === 'accepted')).toHaveLength(1)
    })

    test('a claimed notification is hidden from others until its lease ends', async () => {
      const inbox = await create()
      await inbox.accept(notification)
      await inbox.claim(claimAll)

      expect(await inbox.claim({ ...claimAll, atMs: 14_999 })).toEqual([])
      expect(await inbox.claim({ ...claimAll, atMs: 15_000 })).toHaveLength(1)
    })

    test('a settled notification never comes back', async () => {
      const inbox = await create()
      await inbox.accept(notification)
      const [pending] = await inbox.claim(claimAll)

      await inbox.settle(pending?.id ?? '', 'sent')

      expect(await inbox.claim({ ...claimAll, atMs: 1_000_000 })).toEqual([])
    })

    test('a postponed notification comes back when it is due, with one attempt more', async () => {
      const inbox = await create()
      await inbox.accept(notification)
      const [pending] = await inbox.claim(claimAll)

      await inbox.postpone(pending?.id ?? '', 60_000)

      expect(await inbox.claim({ ...claimAll, atMs: 59_999 })).toEqual([])
      expect((await inbox.claim({ ...claimAll, atMs: 60_000 }))[0]?.attempts).toBe(1)
    })

    test('claims come oldest first and no more than asked for', async () => {
      const inbox = await create()
      await inbox.accept({ ...notification, dedupeKeys: ['job:2'], receivedAtMs: 2_000 })
      await inbox.accept(notification)

      const claimed = await inbox.claim({ ...claimAll, limit: 1 })

      expect(claimed.map((pending) => pending.notification.receivedAtMs)).toEqual([1_000])
    })
  })
}
