import { describe, expect, test } from 'vitest'
import { reduceRoom } from '../room/reduce-room.ts'
import type { RoomEvent, RoomState } from '../room/room-state.ts'
import type { RoomStore } from '../room-store/room-store.ts'

const arrival: RoomEvent = {
  kind: 'join',
  mediaId: '0_film',
  durationS: 90.5,
  firstHost: 'ada',
  member: { id: 'ada', name: 'Ada Ł 🎬', mayControl: true },
}

/** Run against every {@link RoomStore}. `create` gives an empty store. */
export function describeRoomStore(name: string, create: () => Promise<{ store: RoomStore }>): void {
  describe(`${name} as a RoomStore`, () => {
    test('[ST1] a room that was never committed is not there', async () => {
      const { store } = await create()

      expect(await store.read('lobby')).toBeUndefined()
    })

    test('[ST2] what was committed is read back as it was, with the stamp that the commit got', async () => {
      const { store } = await create()
      const outcome = await store.commit('lobby', 0, first, [arrival])
      const second = stepped(first, { kind: 'leave', memberId: 'ada', graceMs: 8000 })
      const again = await store.commit('lobby', 1, second, [])

      expect(outcome).toEqual({ kind: 'committed', atMs: expect.any(Number) })
      expect(await store.read('lobby')).toEqual({ state: second, atMs: again.kind === 'committed' ? again.atMs : 'stale' })
    })

    test('[ST3] of two writers with the same sequence exactly one is committed, and the other is told the winner', async () => {
      const { store } = await create()
      const ada = { ...first, mediaId: 'a' }
      const bob = { ...first, mediaId: 'b' }
      const outcomes = await Promise.all([store.commit('lobby', 0, ada, []), store.commit('lobby', 0, bob, [])])
      const stored = await store.read('lobby')

      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['committed', 'stale'])
      expect(outcomes.find(({ kind }) => kind === 'stale')).toEqual({ kind: 'stale', current: stored })
    })

    test('[ST4] a stale commit changes nothing', async () => {
      const { store } = await create()
      await store.commit('lobby', 0, first, [])
      const before = await store.read('lobby')
      const outcome = await store.commit('lobby', 7, { ...first, seq: 8, mediaId: 'late' }, [])

      expect(outcome).toEqual({ kind: 'stale', current: before })
      expect(await store.read('lobby')).toEqual(before)
    })

    test('[ST4] a commit on top of a room that is not there is stale, with nothing to go on from', async () => {
      const { store } = await create()

      expect(await store.commit('lobby', 3, { ...first, seq: 4 }, [])).toEqual({ kind: 'stale', current: undefined })
    })

    test('[ST5] rooms do not see each other, however odd their ids', async () => {
      const { store } = await create()
      const ids = ['lobby', 'lobby:room', '{lobby}', 'lobby}', 'löbby', 'a b\n', '__proto__', '*']
      await Promise.all(ids.map((id, index) => store.commit(id, 0, { ...first, mediaId: `media-${index}` }, [])))
      const read = await Promise.all(ids.map((id) => store.read(id)))

      expect(read.map((stored) => stored?.state.mediaId)).toEqual(ids.map((_, index) => `media-${index}`))
    })

    test('[ST6] stamps do not run backwards', async () => {
      const { store } = await create()
      const one = await store.commit('lobby', 0, first, [])
      const two = await store.commit('lobby', 1, { ...first, seq: 2 }, [])
      const stamps = [one, two].map((outcome) => (outcome.kind === 'committed' ? outcome.atMs : Number.NaN))

      expect(stamps[0]).toBeGreaterThan(0)
      expect(stamps[1]).toBeGreaterThanOrEqual(stamps[0] ?? Number.NaN)
    })

    test('[ST7] writers who read again when they lose all get their turn', async () => {
      const { store } = await create()
      await store.commit('lobby', 0, first, [])
      await Promise.all(Array.from({ length: 12 }, () => increment(store)))

      expect((await store.read('lobby'))?.state.seq).toBe(13)
    })

    test('[ST8] a commit whose number does not follow is a bug, and says so', async () => {
      const { store } = await create()

      await expect(async () => store.commit('lobby', 0, { ...first, seq: 2 }, [])).rejects.toMatchObject({ code: 'room-store.misused' })
    })
  })
}

const first = stepped(undefined, arrival)

function stepped(state: RoomState | undefined, event: RoomEvent): RoomState {
  const step = reduceRoom(state, event, 1_800_000_000_000.5)
  if (step.kind !== 'changed') throw new Error(`expected a change, got ${step.kind}`)
  return step.state
}

async function increment(store: RoomStore): Promise<void> {
  const stored = await store.read('lobby')
  if (!stored) throw new Error('the room is gone')
  const { seq } = stored.state
  const outcome = await store.commit('lobby', seq, { ...stored.state, seq: seq + 1 }, [])
  if (outcome.kind === 'stale') await increment(store)
}
