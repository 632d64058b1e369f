import { describe, expect, test } from 'vitest'
import type { SubscriberStore } from './subscriber-store.ts'

const startMs = 1_800_000_000_000
const now = { atMs: startMs, leaseMs: 1_000 }
const back = { attempts: 0, hiddenUntilMs: 0 }
const poison = { position: 8, eventId: 'poison', reason: 'InvalidInputError: no', atMs: startMs }

/** What "implements SubscriberStore" means. `create` gives an empty store. */
export function describeSubscriberStore(name: string, create: () => Promise<SubscriberStore>): void {
  describe(`${name} as a SubscriberStore`, () => {
    test('a new name begins before the first event', async () => {
      expect(await (await create()).claim('audit', now)).toEqual({ term: 1, position: 0, attempts: 0 })
    })

    test('of ten who claim at the same moment one has it, until its lease ends', async () => {
      const store = await create()
      const claims = await Promise.all(Array.from({ length: 10 }, () => store.claim('audit', now)))

      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await store.claim('audit', { ...now, atMs: startMs + 999 })).toBeUndefined()
      expect(await store.claim('audit', { ...now, atMs: startMs + 1_000 })).toEqual({ term: 2, position: 0, attempts: 0 })
    })

    test('goes on where the last holder came to, with its attempts', async () => {
      const store = await create()
      await store.claim('audit', now)

      expect(await store.keep('audit', { term: 1, position: 7, attempts: 2, hiddenUntilMs: startMs + 400 })).toBe(true)
      expect(await store.claim('audit', { ...now, atMs: startMs + 399 })).toBeUndefined()
      expect(await store.claim('audit', { ...now, atMs: startMs + 400 })).toEqual({ term: 2, position: 7, attempts: 2 })
    })

    test('whoever was away for longer than their lease changes nothing any more', async () => {
      const store = await create()
      await store.claim('audit', now)
      await store.claim('audit', { ...now, atMs: startMs + 1_000 })

      expect(await store.keep('audit', { term: 1, position: 7, ...back })).toBe(false)
      expect(await store.park('audit', { term: 1, ...poison })).toBe(false)
      expect(await store.parked('audit', { limit: 10 })).toEqual([])
      expect(await store.keep('audit', { term: 2, position: 3, ...back })).toBe(true)
      expect(await store.claim('audit', now)).toMatchObject({ position: 3 })
    })

    test('what was set aside is listed, and is behind the subscriber', async () => {
      const store = await create()
      await store.claim('audit', now)
      await store.park('audit', { term: 1, ...poison })
      await store.park('audit', { term: 1, ...poison, position: 9, eventId: 'more' })

      expect(await store.parked('audit', { limit: 1 })).toEqual([poison])
      expect(await store.claim('audit', { ...now, atMs: startMs + 1_000 })).toEqual({ term: 2, position: 9, attempts: 0 })
    })

    test('subscribers do not know of each other', async () => {
      const store = await create()
      await store.claim('audit', now)
      await store.park('audit', { term: 1, ...poison })

      expect(await store.claim('mail', now)).toEqual({ term: 1, position: 0, attempts: 0 })
      expect(await store.parked('mail', { limit: 10 })).toEqual([])
    })
  })
}
