import { serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { describeRoomStore } from '../testing/describe-room-store.ts'
import { tab } from '../testing/gate-house.ts'
import { createObjectStorage, objectHouse, watchedHouse } from '../testing/object-house.ts'
import { join, room } from '../testing/room-story.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createStorageRoomStore } from './storage-room-store.ts'

describeRoomStore('the storage of a Durable Object', async () => ({
  store: createStorageRoomStore({ storage: createObjectStorage(), now: createVirtualTime(1000).now, historyLength: 10 }),
}))

const ping = { type: 'ping', t0: 1 } as const
const pause = { type: 'intent', id: 'second', kind: 'pause', positionS: 64 } as const

describe('a room as a Durable Object', () => {
  test('[DO1] an upgrade becomes a member of the room that the object is, and anything else is refused', async () => {
    const house = objectHouse()
    expect(await house.object().fetch({ headers: new Headers() })).toBe(426)
    const ada = await house.dial()
    ada.hello('ada', tab(1))
    await house.pass(10)

    expect(ada.heard.map(({ type }) => type)).toEqual(['welcome'])
  })

  test('[DO1] a ticket of another room is turned away, and leaves nothing behind', async () => {
    const house = objectHouse({ room: 'elsewhere' })
    const ada = await house.dial()
    ada.hello('ada', tab(1))
    await house.pass(10)

    expect(ada.closed).toEqual([4404])
    expect(house.storage.document()).toBeNull()
  })

  test('[DO2] what the object knows of a socket is small, and goes with the socket', async () => {
    const { ada } = await watchedHouse()

    expect(ada.attachment()).toMatchObject({
      pass: { room: 'lobby', member: { id: 'ada' } },
      connection: { id: tab(1) },
      told: { epoch: 1 },
    })
    expect(serialize(ada.attachment()).byteLength).toBeLessThan(1024)
  })

  test('[DO7] it says what it shows, also after a sleep, to whoever lets people in, and nobody in it hears of that', async () => {
    const { house, ada } = await watchedHouse()
    expect(await objectHouse().object().shows()).toBeUndefined()
    const heard = ada.heard.length
    house.sleep()

    expect(await house.object().shows()).toBe(house.storage.document().mediaId)
    await house.pass(10)
    expect(ada.heard).toHaveLength(heard)
  })

  test('[DO5] its one alarm is what the room waits for, and ticks it also when nobody is there any more', async () => {
    const { house, ada, bob } = await watchedHouse()
    expect(house.storage.alarmMs()).toBeUndefined()
    ada.hangUp(1006)
    await house.pass(100)
    expect(house.storage.alarmMs()).toBe(Math.ceil(house.storage.document().nextWakeAtMs))
    bob.hangUp(1006)
    house.sleep()
    await house.pass(9000)

    expect(house.storage.document()).toMatchObject({ epoch: 1, members: [] })
    expect(house.storage.alarmMs()).toBeUndefined()
  })

  test('[DO5] an alarm that cannot be followed is rung again, even if the object is dropped meanwhile', async () => {
    const { house, ada, bob } = await watchedHouse()
    ada.hangUp(1006)
    await house.pass(100)
    house.storage.break('everything')
    house.sleep()
    await house.pass(8500)
    bob.say(pause)
    await house.pass(10)
    expect(bob.heard.at(-1)).toMatchObject({ type: 'refused', reason: 'unavailable' })
    house.storage.break('writing')
    await expect(Promise.all([house.object().alarm(), house.pass(10)])).rejects.toThrow('when it was due')
    house.sleep()
    house.storage.break('nothing')
    await house.pass(4000)

    expect(house.storage.document()).toMatchObject({ host: 'bob', members: [{ id: 'bob' }] })
  })

  test('[DO5] an alarm that rings too early is set again, and none is set for a fraction too early', async () => {
    const { house, ada } = await watchedHouse()
    ada.hangUp(1006)
    await house.pass(100)
    const dueMs = house.storage.alarmMs()
    house.storage.takeAlarm()
    house.sleep()
    await Promise.all([house.object().alarm(), house.pass(10)])
    expect(house.storage.alarmMs()).toBe(dueMs)

    const storage = createObjectStorage()
    const store = createStorageRoomStore({ storage, now: house.time.now })
    await store.commit('lobby', 0, { ...room(join('ada')), nextWakeAtMs: 1000.4 }, [])
    expect(storage.alarmMs()).toBe(1001)
  })

  test('[DO5] a leave that could not be written is made up for once it can be', async () => {
    const { house, ada, bob } = await watchedHouse()
    house.storage.break('everything')
    ada.say(pause)
    await house.pass(100)
    bob.hangUp(1000)
    await house.pass(500)
    house.storage.break('nothing')
    await house.pass(8000)

    expect(house.storage.document()).toMatchObject({ members: [{ id: 'ada' }, { id: 'bob', presence: { kind: 'away' } }] })
  })

  test('[DO6] a quiet room has no timer of the process, so that it may sleep', async () => {
    const { house, bob } = await watchedHouse()
    expect(house.time.waiting()).toBe(0)
    house.sleep()
    bob.say(ping)
    await house.pass(4000)

    expect(house.time.waiting()).toBe(0)
  })

  test('[DO6] a hello that does not come and silence end a socket with the next event', async () => {
    const { house, ada, bob } = await watchedHouse()
    const stranger = await house.dial()
    await house.pass(11_000)
    expect(stranger.closed).toEqual([])
    ada.say(ping)
    expect(stranger.closed).toEqual([4408])
    await house.pass(140_000)
    ada.say(ping)
    expect([ada.closed, bob.closed]).toEqual([[], [4408]])
  })
})
