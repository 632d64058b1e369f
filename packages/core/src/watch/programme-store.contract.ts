import { describe, expect, test } from 'vitest'
import type { LeftOff, Programme, ProgrammeStore } from './programme-store.ts'

const programme: Programme = {
  guildId: '1100000000000000010',
  channelId: '1100000000000000011',
  instanceId: 'i-1-gc-1100000000000000010-1100000000000000011',
  entryId: '0_first001',
  startedBy: '1100000000000000021',
  atMs: 1_700_000_000_000,
}

const stopped: LeftOff = {
  guildId: programme.guildId,
  channelId: programme.channelId,
  instanceId: programme.instanceId,
  entryId: '0_first001',
  positionS: 751.25,
  queue: ['0_second02', '0_third003'],
  atMs: 1_700_000_751_000.5,
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

    test('[C46] another guild does not find it, even with the right instance id', async () => {
      const store = await create()
      await store.start(programme)

      expect(await store.find('1100000000000000099', programme.instanceId)).toBeUndefined()
    })

    test('where a channel stopped is kept to the millisecond, with what waited, for that channel of that guild alone', async () => {
      const store = await create()
      await store.leaveOff(stopped)

      expect(await store.leftOff(stopped.guildId, stopped.channelId)).toEqual(stopped)
      expect(await store.leftOff(stopped.guildId, '1100000000000000012')).toBeUndefined()
      expect(await store.leftOff('1100000000000000099', stopped.channelId)).toBeUndefined()
    })

    test('of a channel the newest is kept, whichever comes last', async () => {
      const store = await create()
      const later = { ...stopped, instanceId: 'another', entryId: '0_second02', positionS: 3, queue: [], atMs: stopped.atMs + 1000 }
      await store.leaveOff(stopped)
      await store.leaveOff(later)
      await store.leaveOff({ ...stopped, positionS: 760 })

      expect(await store.leftOff(stopped.guildId, stopped.channelId)).toEqual(later)
    })

    test('another guild that names the same channel changes nothing of this one', async () => {
      const store = await create()
      await store.leaveOff(stopped)
      await store.leaveOff({ ...stopped, guildId: '1100000000000000099', positionS: 1, atMs: stopped.atMs + 1 })

      expect(await store.leftOff(stopped.guildId, stopped.channelId)).toEqual(stopped)
    })
  })
}
