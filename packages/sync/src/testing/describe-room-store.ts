import { describe, expect, test, vi } from 'vitest'
import { reduceRoom } from '../room/reduce-room.ts'
import type { RoomEvent, RoomState } from '../room/room-state.ts'
import type { RoomNotice, RoomStore } from '../room-store/room-store.ts'

const arrival: RoomEvent = {
  kind: 'join',
  mediaId: '0_film',
  durationS: 90.5,
  firstHost: 'ada',
  member: { id: 'ada', name: 'Ada Ł 🎬', mayControl: true },
}

/** More commits than any store remembers that was created with `historyLength: 10`. */
const historyKept = 250
/** How long what an engine tells by itself may take. */
const patienceMs = 10_000

/**
 * Run against every {@link RoomStore}. `create` gives an empty store that remembers about 10 commits of a room, and, if the engine serves several
 * processes, `another` store on the same engine.
 */
export function describeRoomStore(name: string, create: () => Promise<{ store: RoomStore; another?: RoomStore }>): void {
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

    test('[ST11] who watches a room hears of every commit of it, by whomever, and of no other room', async () => {
      const { store, another = store } = await create()
      const heard = watched(store)
      await heard.begun
      await another.commit('lobby', 0, first, [arrival])
      await another.commit('elsewhere', 0, first, [arrival])
      await store.commit('lobby', 1, { ...first, seq: 2, mediaId: 'next' }, [])
      await vi.waitFor(() => expect(heard.seqs()).toEqual([1, 2]), patienceMs)
      heard.stop()
      heard.stop()
      await store.commit('lobby', 2, { ...first, seq: 3 }, [])

      expect(heard.rooms().map(({ state }) => state)).toEqual([first, { ...first, seq: 2, mediaId: 'next' }])
      expect(heard.rooms().map(({ atMs }) => atMs > 0)).toEqual([true, true])
      expect(heard.seqs()).toEqual([1, 2])
    })

    test('[ST12] what was committed since a number is told in order, with epoch and mark', async () => {
      const { store } = await create()
      await store.commit('lobby', 0, first, [arrival])
      await store.commit('lobby', 1, { ...first, seq: 2, mark: 4_294_967_295 }, [])
      await store.commit('lobby', 2, { ...first, seq: 3, epoch: 4, mark: 17, afterMark: 4_294_967_295 }, [])

      expect(await store.since('lobby', 1)).toEqual([
        { epoch: 1, seq: 2, mark: 4_294_967_295 },
        { epoch: 4, seq: 3, mark: 17 },
      ])
      expect(await store.since('lobby', 3)).toEqual([])
    })

    test('[ST13] since a number that was never committed here, or is forgotten, nothing can be said', async () => {
      const { store } = await create()
      expect(await store.since('lobby', 0)).toBeUndefined()
      await store.commit('lobby', 0, first, [arrival])

      expect(await store.since('lobby', 2)).toBeUndefined()
      await fill(store, 1, historyKept)
      expect(await store.since('lobby', 1)).toBeUndefined()
      expect(await store.since('lobby', historyKept - 1)).toHaveLength(1)
    })

    test('[ST14] a commit made on another of the number that is stored is stale, and is told the one that is', async () => {
      const { store } = await create()
      await store.commit('lobby', 0, { ...first, mark: 4_294_967_295 }, [])
      const stored = await store.read('lobby')
      const onAnother = await store.commit('lobby', 1, { ...first, seq: 2, mark: 3, afterMark: 1 }, [])
      const onThis = await store.commit('lobby', 1, { ...first, seq: 2, mark: 4, afterMark: 4_294_967_295 }, [])

      expect(onAnother).toEqual({ kind: 'stale', current: stored })
      expect(onThis).toMatchObject({ kind: 'committed' })
      expect(await store.read('lobby')).toMatchObject({ state: { seq: 2, mark: 4 } })
    })

    test('[ST14] a room that is not there can begin with what was made on one that was', async () => {
      const { store } = await create()

      expect(await store.commit('lobby', 0, { ...first, mark: 2, afterMark: 1 }, [])).toMatchObject({ kind: 'committed' })
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

async function fill(store: RoomStore, seq: number, untilSeq: number): Promise<void> {
  if (seq === untilSeq) return
  await store.commit('lobby', seq, { ...first, seq: seq + 1 }, [])
  await fill(store, seq + 1, untilSeq)
}

function watched(store: RoomStore) {
  const notices: RoomNotice[] = []
  let begin = () => {}
  const begun = new Promise<void>((done) => {
    begin = done
  })
  const stop = store.watch('lobby', (notice) => {
    if (notice.kind === 'gap') begin()
    notices.push(notice)
  })
  const commits = () => notices.flatMap((notice) => (notice.kind === 'committed' ? [notice] : []))
  return {
    begun,
    stop,
    seqs: () => commits().map(({ seq }) => seq),
    rooms: () => commits().map(({ stored }) => stored()),
  }
}
