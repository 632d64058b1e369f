import { describe, expect, test } from 'vitest'
import type { Grant, GrantStore } from './grant-store.ts'

const atMs = 1_700_000_000_000
const grant: Grant = {
  guildId: '1100000000000000010',
  userId: '1100000000000000021',
  action: 'start',
  untilMs: atMs + 3_600_000,
  givenBy: '1100000000000000022',
  atMs,
}
const { guildId, userId } = grant

/** What "implements GrantStore" means. `create` gives an empty store. */
export function describeGrantStore(name: string, create: () => Promise<GrantStore>): void {
  const holding = async (...grants: Grant[]) => {
    const store = await create()
    for (const each of grants) await store.give(each, String(each.atMs))
    return store
  }

  describe(`${name} as a GrantStore`, () => {
    test('a grant holds until its time, to the millisecond', async () => {
      const store = await holding(grant)

      expect(await store.held(guildId, userId, grant.untilMs - 1)).toEqual([grant])
      expect(await store.held(guildId, userId, grant.untilMs)).toEqual([])
    })

    test('of two for one action the later counts, also when it ends sooner, and whichever is written first', async () => {
      const later = { ...grant, untilMs: atMs + 60_000, atMs: atMs + 1 }

      expect(await (await holding(grant, later)).held(guildId, userId, atMs + 2)).toEqual([later])
      expect(await (await holding(later, grant)).held(guildId, userId, atMs + 2)).toEqual([later])
      expect(await (await holding(later, grant)).held(guildId, userId, later.untilMs)).toEqual([])
    })

    test('what is taken back in the millisecond in which it was given is gone', async () => {
      const store = await holding(grant, { ...grant, untilMs: 0 })

      expect(await store.held(guildId, userId, atMs)).toEqual([])
    })

    test('grants of several actions stand beside each other', async () => {
      const store = await holding(grant, { ...grant, action: 'invite' })

      expect((await store.held(guildId, userId, atMs)).map(({ action }) => action).sort()).toEqual(['invite', 'start'])
    })

    test('it is of no other member and no other guild', async () => {
      const store = await holding(grant)

      expect(await store.held(guildId, '1100000000000000023', atMs)).toEqual([])
      expect(await store.held('1100000000000000099', userId, atMs)).toEqual([])
    })
  })
}
