import { serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import type { Readiness } from '../protocol/messages.ts'
import { describeRoomStore } from '../testing/describe-room-store.ts'
import { tab } from '../testing/gate-house.ts'
import { createObjectStorage, objectHouse } from '../testing/object-house.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createStorageRoomStore } from './storage-room-store.ts'

describeRoomStore('the storage of a Durable Object', async () => ({
  store: createStorageRoomStore({ storage: createObjectStorage(), now: createVirtualTime(1000).now, historyLength: 10 }),
}))

/** Ada, who hosts, and Bob watch; the room plays. */
async function watching(options: Parameters<typeof objectHouse>[0] = {}) {
  const house = objectHouse(options)
  const ada = await house.dial()
  ada.hello('ada', tab(1))
  await house.pass(10)
  const bob = await house.dial()
  bob.hello('bob', tab(2))
  await house.pass(10)
  ada.say({ type: 'intent', id: 'first', kind: 'play', positionS: 60 })
  await house.pass(5000)
  return { house, ada, bob }
}

const document = (house: ReturnType<typeof objectHouse>) => JSON.parse(house.storage.room()?.split('\n')[1] ?? 'null')

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
    expect(house.storage.room()).toBeUndefined()
  })

  test('[DO2] what the object knows of a socket is small, and goes with the socket', async () => {
    const { ada } = await watching()

    expect(ada.attachment()).toMatchObject({
      pass: { room: 'lobby', member: { id: 'ada' } },
      connection: { id: tab(1) },
      told: { epoch: 1 },
    })
    expect(serialize(ada.attachment()).byteLength).toBeLessThan(1024)
  })

  test('[DO3] an object that wakes has everybody in the room, says nothing twice, and goes on where it was', async () => {
    const { house, ada, bob } = await watching()
    const before = document(house)
    const counts = [ada.heard.length, bob.heard.length]
    house.sleep()
    bob.say(ping)
    await house.pass(10)

    expect(bob.heard.slice(counts[1]).map(({ type }) => type)).toEqual(['pong'])
    expect(ada.heard).toHaveLength(counts[0] ?? 0)
    expect(document(house)).toEqual(before)
    ada.say(pause)
    await house.pass(10)
    expect(bob.heard.at(-1)).toMatchObject({
      type: 'room',
      epoch: 1,
      seq: before.seq + 1,
      state: { hostId: 'ada', timeline: { playing: false } },
    })
  })

  test('[DO3] whoever it is that wakes it: who leaves is gone, who comes is welcomed, and the host keeps the remote', async () => {
    const { house, ada, bob } = await watching()
    house.sleep()
    bob.hangUp(1000)
    await house.pass(2000)
    expect(document(house)).toMatchObject({ epoch: 1, host: 'ada', members: [{ id: 'ada' }] })
    house.sleep()
    const cem = await house.dial()
    cem.hello('cem', tab(3))
    await house.pass(10)

    expect(cem.heard[0]).toMatchObject({
      type: 'welcome',
      room: { epoch: 1, state: { hostId: 'ada' } },
      members: [{ id: 'ada' }, { id: 'cem' }],
    })
    expect(ada.heard.at(-1)).toMatchObject({
      type: 'presence',
      members: [
        { id: 'ada', present: true },
        { id: 'cem', present: true },
      ],
    })
  })

  test('[DO3] a member who was stalled when it fell asleep is heard to recover, and the host’s advertisements to end', async () => {
    const { house, ada, bob } = await watching()
    const report = (readiness: Readiness) => ({ type: 'report', offsetMs: 0, rttMs: 20, positionS: 60, readiness }) as const
    ada.say({ type: 'intent', id: 'wait', kind: 'policy', policies: { waiting: 'wait', hostAds: 'pause' } })
    for (const each of [ada, bob]) each.say(report('ready'))
    await house.pass(10)
    bob.say(report('stalled'))
    await house.pass(2000)
    expect(document(house)).toMatchObject({ stalled: ['bob'], hold: { cause: 'stall' } })
    house.sleep()
    bob.say(report('ready'))
    await house.pass(100)
    expect(document(house)).toMatchObject({ stalled: [] })
    expect(document(house).hold).toBeUndefined()

    await house.pass(15_000)
    ada.say(report('detached'))
    await house.pass(100)
    expect(document(house)).toMatchObject({ hold: { cause: 'ads' } })
    house.sleep()
    ada.say(report('ready'))
    await house.pass(100)
    expect(document(house).hold).toBeUndefined()
  })

  test('[DO3] a member whose socket went unheard of is away within seconds of the next event', async () => {
    const { house, ada, bob } = await watching()
    house.sleep()
    bob.vanish()
    house.sleep()
    ada.say(ping)
    await house.pass(6000)

    expect(ada.heard.at(-1)).toMatchObject({
      type: 'presence',
      members: [
        { id: 'ada', present: true },
        { id: 'bob', present: false },
      ],
    })
    expect(document(house).epoch).toBe(1)
  })

  test('[DO3] a socket with an attachment that another version wrote is asked to come back', async () => {
    const { house, ada, bob } = await watching()
    bob.attach({ version: 2, who: 'bob' })
    house.sleep()
    bob.say(ping)
    await house.pass(10)

    expect([ada.closed, bob.closed]).toEqual([[], [1012]])
  })

  test('[DO3] silence and age are noticed as if it had never slept', async () => {
    const { house, ada, bob } = await watching({ limits: { connectionMs: 400_000 } })
    house.sleep()
    const beats = async (count: number) => {
      for (let beat = 0; beat < count; beat += 1) {
        await house.pass(60_000)
        house.sleep()
        ada.say(ping)
      }
      await house.pass(10)
    }
    await beats(3)
    expect([ada.closed, bob.closed]).toEqual([[], [4408]])
    await beats(4)

    expect(ada.closed).toEqual([4403])
    expect(ada.attachment()).toBeNull()
  })

  test('[DO4] an object that was lost drops its sockets; the room goes on at its position, in a new epoch', async () => {
    const { house } = await watching()
    house.crash()
    const ada = await house.dial()
    ada.hello('ada', tab(1))
    await house.pass(10)

    expect(ada.heard[0]).toMatchObject({
      type: 'welcome',
      room: { epoch: 2, state: { hostId: 'ada', timeline: { playing: true, positionS: 60 } } },
    })
  })

  test('[DO5] its one alarm is what the room waits for, and ticks it also when nobody is there any more', async () => {
    const { house, ada, bob } = await watching()
    expect(house.storage.alarmMs()).toBeUndefined()
    ada.hangUp(1006)
    await house.pass(100)
    expect(house.storage.alarmMs()).toBe(Math.ceil(document(house).nextWakeAtMs))
    bob.hangUp(1006)
    house.sleep()
    await house.pass(9000)

    expect(document(house)).toMatchObject({ epoch: 1, members: [] })
    expect(house.storage.alarmMs()).toBeUndefined()
  })

  test('[DO5] an alarm that cannot be followed is rung again', async () => {
    const { house, ada, bob } = await watching()
    ada.hangUp(1006)
    await house.pass(100)
    house.storage.break(true)
    house.sleep()
    await house.pass(12_000)
    bob.say(pause)
    await house.pass(10)
    expect(bob.heard.at(-1)).toMatchObject({ type: 'refused', reason: 'unavailable' })
    house.storage.break(false)
    await house.pass(4000)

    expect(document(house)).toMatchObject({ host: 'bob', members: [{ id: 'bob' }] })
  })

  test('[DO6] a quiet room has no timer of the process, so that it may sleep', async () => {
    const { house, bob } = await watching()
    expect(house.time.waiting()).toBe(0)
    house.sleep()
    bob.say(ping)
    await house.pass(4000)

    expect(house.time.waiting()).toBe(0)
  })
})
