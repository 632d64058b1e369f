import { expect, test } from 'vitest'
import { reduceRoom } from '../room/reduce-room.ts'
import { describeRoomStore } from '../testing/describe-room-store.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createMemoryRoomStore } from './memory-room-store.ts'

describeRoomStore('memory', async () => ({ store: createMemoryRoomStore({ now: createVirtualTime(1000).now, historyLength: 10 }) }))

test('[ST9] a room that nobody changed for long enough is forgotten', async () => {
  const time = createVirtualTime(1000)
  const store = createMemoryRoomStore({ now: time.now, forgetAfterMs: 5000 })
  const step = reduceRoom(undefined, { kind: 'join', mediaId: 'm', member: { id: 'a', name: 'A', mayControl: true } }, 1000)
  if (step.kind === 'changed') await store.commit('lobby', 0, step.state, [])
  await time.pass(4999)
  expect(await store.read('lobby')).toBeDefined()
  await time.pass(1)

  expect(await store.read('lobby')).toBeUndefined()
})
