import { describe, expect, test } from 'vitest'
import { type GuildConfigStore, type GuildConfigVersion, keptVersions } from './guild-config-store.ts'

const guildId = '1100000000000000010'
const version = (number: number, change: Partial<GuildConfigVersion> = {}): GuildConfigVersion => ({
  guildId,
  version: number,
  document: `{"n":${number},"text":"é'\\"$1 {{NAME}}"}`,
  changedBy: '1100000000000000021',
  atMs: 1_700_000_000_000 + number,
  ...change,
})

/** What "implements GuildConfigStore" means. `create` gives an empty store. */
export function describeGuildConfigStore(name: string, create: () => Promise<GuildConfigStore>): void {
  describe(`${name} as a GuildConfigStore`, () => {
    test('a guild that never said anything has no version', async () => {
      const store = await create()

      expect(await store.current(guildId)).toBeUndefined()
      expect(await store.history(guildId, { limit: 10 })).toEqual([])
    })

    test('what was kept is the newest, and the versions before stay as they were', async () => {
      const store = await create()

      expect(await store.append(version(1))).toEqual({ kind: 'kept' })
      expect(await store.append(version(2))).toEqual({ kind: 'kept' })
      expect(await store.current(guildId)).toEqual(version(2))
      expect(await store.version(guildId, 1)).toEqual(version(1))
      expect(await store.version(guildId, 3)).toBeUndefined()
    })

    test('a version that is not the next is stale, and changes nothing', async () => {
      const store = await create()

      expect(await store.append(version(2))).toEqual({ kind: 'stale', current: undefined })
      await store.append(version(1))
      await store.append(version(2))
      expect(await store.append(version(2, { document: 'other' }))).toEqual({ kind: 'stale', current: version(2) })
      expect(await store.append(version(1, { document: 'other' }))).toEqual({ kind: 'stale', current: version(2) })
      expect(await store.append(version(4))).toEqual({ kind: 'stale', current: version(2) })
      expect(await store.history(guildId, { limit: 10 })).toEqual([version(2), version(1)])
    })

    test('of two at the same moment exactly one is kept, the first ever included', async () => {
      const store = await create()

      const first = await Promise.all([store.append(version(1)), store.append(version(1, { document: 'other' }))])
      const second = await Promise.all([store.append(version(2)), store.append(version(2, { document: 'other' }))])

      expect(first.map(({ kind }) => kind).sort()).toEqual(['kept', 'stale'])
      expect(second.map(({ kind }) => kind).sort()).toEqual(['kept', 'stale'])
    })

    test('history is read in pages, newest first', async () => {
      const store = await create()
      for (const number of [1, 2, 3]) await store.append(version(number))

      expect(await store.history(guildId, { limit: 2 })).toEqual([version(3), version(2)])
      expect(await store.history(guildId, { before: 2, limit: 2 })).toEqual([version(1)])
    })

    test('the last hundred versions at least are kept, and not every one for ever', async () => {
      const store = await create()
      for (let number = 1; number <= keptVersions + 5; number += 1) await store.append(version(number))

      expect(await store.version(guildId, 6)).toEqual(version(6))
      expect(await store.version(guildId, 1)).toBeUndefined()
      expect(await store.history(guildId, { limit: 1000 })).toHaveLength(keptVersions)
    })

    test('[F91] guilds with ids that look alike have nothing in common', async () => {
      const store = await create()
      await store.append(version(1, { guildId: '1' }))

      expect(await Promise.all(['01', '1 ', '1.0', '１'].map((other) => store.current(other)))).toEqual(Array(4).fill(undefined))
      expect(await store.append(version(1, { guildId: '01', document: 'other' }))).toEqual({ kind: 'kept' })
      expect(await store.current('1')).toEqual(version(1, { guildId: '1' }))
      expect(await store.version('01', 2)).toBeUndefined()
      expect(await store.history('1', { limit: 10 })).toHaveLength(1)
    })
  })
}
