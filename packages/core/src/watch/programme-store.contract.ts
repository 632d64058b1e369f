import { describe, expect, test } from 'vitest'
import type { Programme, ProgrammeStore } from './programme-store.ts'

const programme: Programme = {
  guildId: '1100000000000000010',
  channelId: '1100000000000000011',
  instanceId: 'i-1-gc-1100000000000000010-1100000000000000011',
  entryId: '0_first001',
  startedBy: '1100000000000000021',
  atMs: 1_700_000_000_000,
}

/** What "implements ProgrammeStore" means. `create` gives an empty store. */
export function describeProgrammeStore(name: string, create: () => Promise<ProgrammeStore>): void {
  describe(`${name} as a ProgrammeStore`, () => {
    test('the first launch of an instance is kept and found again', async () => {
      const store = await create()

      expect(await store.start(programme)).toEqual({ kind: 'kept' })
      expect(await store.find(programme.guildId, programme.instanceId)).toEqual(programme)
    })

    test('a second launch of the instance joins the first and changes nothing', async () => {
      const store = await create()
      await store.start(programme)

      expect(await store.start({ ...programme, entryId: '0_second02' })).toEqual({ kind: 'joined', current: programme })
      expect(await store.find(programme.guildId, programme.instanceId)).toEqual(programme)
    })

    test('of two launches at the same moment exactly one is kept', async () => {
      const store = await create()

      const outcomes = await Promise.all([store.start(programme), store.start({ ...programme, entryId: '0_second02' })])

      expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['joined', 'kept'])
    })

    test('another guild does not find it, even with the right instance id', async () => {
      const store = await create()
      await store.start(programme)

      expect(await store.find('1100000000000000099', programme.instanceId)).toBeUndefined()
    })
  })
}
