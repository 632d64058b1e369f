import type { LeftOff } from '@kaltura-discord/core'
import { createMemoryRoomStore, type RoomEvent, reduceRoom } from '@kaltura-discord/sync'
import { createVirtualTime } from '@kaltura-discord/sync/testing'
import { describe, expect, test } from 'vitest'
import { keepLeftOff } from './keep-left-off.ts'
import { placeOfRoom, roomNameOf } from './room-name.ts'

const place = { guildId: '1100000000000000010', channelId: '1100000000000000011', instanceId: 'i-1/2' }
const room = roomNameOf(place)
const startMs = 1_800_000_000_000
const tom = { id: 'tom', name: 'Tom', mayControl: true }

/** A room that Tom opened, and what is written down of it. */
async function scene() {
  const time = createVirtualTime(startMs)
  const rooms = createMemoryRoomStore({ now: time.now })
  const written: LeftOff[] = []
  const failures: unknown[] = []
  let away = false
  const start = () =>
    keepLeftOff({
      rooms,
      programmes: {
        async leaveOff(leftOff) {
          if (away) throw new Error('the database is away')
          written.push(leftOff)
        },
      },
      now: time.now,
      timers: time,
      onError: (error) => failures.push(error),
    })
  const kept = start()
  let count = 0
  const happens = async (event: RoomEvent, store = kept.store) => {
    const before = (await store.read(room))?.state
    const step = reduceRoom(before, event, time.now())
    if (step.kind === 'changed') await store.commit(room, step.state.seq - 1, step.state, [event])
    await time.pass(1)
  }
  const presses = (kind: 'play' | 'pause' | 'seek', positionS: number, store = kept.store) => {
    count += 1
    return happens({ kind: 'intent', memberId: 'tom', id: `press ${count}`, intent: { kind, positionS }, leadMs: 150 }, store)
  }
  await happens({ kind: 'join', member: tom, mediaId: '0_film', durationS: 1200 })
  const setAway = (value: boolean) => {
    away = value
  }
  return { time, rooms, start, kept, written, failures, happens, presses, setAway }
}

describe('where a channel stopped', () => {
  test('is written down at a pause, and again when a room that stands is moved', async () => {
    const { written, presses, time } = await scene()
    await presses('play', 0)
    await time.pass(5000)
    await presses('pause', 4.8)
    await presses('seek', 60)

    expect(written).toMatchObject([
      { ...place, entryId: '0_film', positionS: 4.8, queue: [] },
      { ...place, entryId: '0_film', positionS: 60, queue: [] },
    ])
  })

  test('is written down every 30 s while it plays, and no more once nobody is there', async () => {
    const { written, happens, presses, time } = await scene()
    await presses('play', 100)
    await time.pass(61_000)
    await happens({ kind: 'leave', memberId: 'tom', graceMs: 8000 })
    await happens({ kind: 'tick' })
    await time.pass(8000)
    await happens({ kind: 'tick' })
    await time.pass(120_000)

    expect(written.map(({ positionS }) => Math.round(positionS))).toEqual([130, 160, 161])
  })

  test('comes with what was accepted to be shown next, not with what was only suggested', async () => {
    const { written, happens, presses } = await scene()
    const gus = { id: 'gus', name: 'Gus', mayControl: false }
    await happens({ kind: 'join', member: gus, mediaId: '0_film' })
    await happens({ kind: 'suggest', memberId: 'tom', id: 's1', media: { mediaId: '0_next', title: 'Next' } })
    await happens({ kind: 'suggest', memberId: 'gus', id: 's2', media: { mediaId: '0_wish', title: 'Wish' } })
    await presses('seek', 60)

    expect(written.at(-1)).toMatchObject({ entryId: '0_film', queue: ['0_next'] })
  })

  test('is not touched by a room that nobody started', async () => {
    const { written, happens, time } = await scene()
    await happens({ kind: 'leave', memberId: 'tom', graceMs: 1 })
    await time.pass(60_000)

    expect(written).toEqual([])
  })

  test('is what another server made of the room meanwhile', async () => {
    const { written, presses, rooms, time } = await scene()
    await presses('play', 0)
    await presses('pause', 3, rooms)
    await presses('seek', 500, rooms)
    await time.pass(90_000)

    expect(written.map(({ positionS }) => positionS)).toEqual([500])
  })

  test('is written down also by a process that took the room up in the middle', async () => {
    const { written, happens, presses, kept, start, time } = await scene()
    await presses('play', 0)
    await kept.close()
    const { store } = start()
    await store.read(room)
    await time.pass(40_000)
    await happens({ kind: 'leave', memberId: 'tom', graceMs: 8000 }, store)

    expect(written.slice(1).map(({ positionS }) => Math.round(positionS))).toEqual([30, 40])
  })

  test('is written down when the server goes, and then never again', async () => {
    const { written, presses, kept, time } = await scene()
    await presses('play', 0)
    await time.pass(10_000)
    await kept.close()
    await kept.close()
    await time.pass(60_000)

    expect(written.map(({ positionS }) => Math.round(positionS))).toEqual([10])
    expect(time.waiting()).toBe(0)
  })

  test('is tried again after the database was away', async () => {
    const { written, failures, presses, setAway, time } = await scene()
    setAway(true)
    await presses('play', 0)
    await time.pass(31_000)
    setAway(false)
    await time.pass(30_000)

    expect(failures).toHaveLength(1)
    expect(written.map(({ positionS }) => Math.round(positionS))).toEqual([60])
  })
})

test('a room’s name says where it is, and a name from elsewhere says nothing', () => {
  expect(placeOfRoom(room)).toEqual(place)
  expect(['lobby', '1/2', 'a/2/i', '/2/i'].map(placeOfRoom)).toEqual([undefined, undefined, undefined, undefined])
})
