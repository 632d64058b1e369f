import { expect, test } from 'vitest'
import { describeRoomSnapshots } from '../testing/describe-room-snapshots.ts'
import { describeRoomStore } from '../testing/describe-room-store.ts'
import { join, room } from '../testing/room-story.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createMemoryRoomStore } from './memory-room-store.ts'
import type { RoomSnapshots, RoomSnapshotText } from './room-snapshots.ts'

const first = room(join('ada'))

describeRoomSnapshots('a map', async () => {
  const snapshots = createMap()
  return { snapshots, reopen: async () => snapshots }
})

describeRoomStore('memory with snapshots', async () => ({
  store: createMemoryRoomStore({ now: createVirtualTime(1000).now, historyLength: 10, snapshots: createMap() }),
}))

describeRoomStore('memory', async () => ({ store: createMemoryRoomStore({ now: createVirtualTime(1000).now, historyLength: 10 }) }))

test('[ST9] a room that nobody changed for long enough is forgotten', async () => {
  const time = createVirtualTime(1000)
  const store = createMemoryRoomStore({ now: time.now, forgetAfterMs: 5000 })
  await store.commit('lobby', 0, first, [])
  await time.pass(4999)
  expect(await store.read('lobby')).toBeDefined()
  await time.pass(1)

  expect(await store.read('lobby')).toBeUndefined()
})

test('[ST9] that is six hours, unless somebody says otherwise', async () => {
  const time = createVirtualTime(1000)
  const store = createMemoryRoomStore({ now: time.now })
  await store.commit('lobby', 0, first, [])
  await time.pass(21_599_999)
  expect(await store.read('lobby')).toBeDefined()
  await time.pass(1)

  expect(await store.read('lobby')).toBeUndefined()
})

test.each([
  ['in memory', undefined],
  ['with copies', createMap()],
])('[ST6] a clock that was set back takes no stamp back (%s)', async (_, snapshots) => {
  let nowMs = 90_000
  const open = () => createMemoryRoomStore({ now: () => nowMs, ...(snapshots ? { snapshots } : {}) })
  const store = open()
  await store.commit('lobby', 0, first, [])
  nowMs = 1000
  const next = await (snapshots ? open() : store).commit('lobby', 1, { ...first, seq: 2 }, [])

  expect(next).toEqual({ kind: 'committed', atMs: 90_000 })
})

test('[SN4] a commit counts only once its copy is kept, and the next process goes on from there', async () => {
  const time = createVirtualTime(1000)
  const copies = createMap()
  let full = false
  const snapshots: RoomSnapshots = {
    ...copies,
    save: async (...args) => (full ? Promise.reject(new Error('disk full')) : copies.save(...args)),
  }
  const store = createMemoryRoomStore({ now: time.now, snapshots })
  await store.commit('lobby', 0, first, [])
  full = true
  await expect(store.commit('lobby', 1, { ...first, seq: 2 }, [])).rejects.toMatchObject({
    code: 'room-store.unavailable',
    retryable: true,
  })
  expect((await store.read('lobby'))?.state.seq).toBe(1)
  full = false
  const next = createMemoryRoomStore({ now: time.now, snapshots })

  expect(await next.read('lobby')).toEqual({ state: first, atMs: 1000 })
  expect(await next.commit('lobby', 1, { ...first, seq: 2 }, [])).toMatchObject({ kind: 'committed' })
  expect(await next.since('lobby', 1)).toHaveLength(1)
})

test('[ST9] a copy that is too old is not taken up, and goes in time', async () => {
  const time = createVirtualTime(1000)
  const snapshots = createMap()
  const options = { now: time.now, snapshots, forgetAfterMs: 5000 }
  await createMemoryRoomStore(options).commit('lobby', 0, first, [])
  await time.pass(5001)

  expect(await createMemoryRoomStore(options).read('lobby')).toBeUndefined()
  expect(await snapshots.load('lobby')).toBeUndefined()
})

function createMap(): RoomSnapshots {
  const kept = new Map<string, RoomSnapshotText>()
  return {
    load: async (room) => kept.get(room),
    save: async (room, snapshot) => void kept.set(room, snapshot),
    async forget(beforeMs) {
      for (const [room, { atMs }] of kept) if (atMs < beforeMs) kept.delete(room)
    },
  }
}
