import { describe, expect, test } from 'vitest'
import type { Readiness } from '../protocol/messages.ts'
import { tab } from '../testing/gate-house.ts'
import { watchedHouse } from '../testing/object-house.ts'

const ping = { type: 'ping', t0: 1 } as const
const pause = { type: 'intent', id: 'second', kind: 'pause', positionS: 64 } as const

describe('a room that sleeps while people watch', () => {
  test('[DO3] an object that wakes has everybody in the room, says nothing twice, and goes on where it was', async () => {
    const { house, ada, bob } = await watchedHouse()
    const before = house.storage.document()
    const counts = [ada.heard.length, bob.heard.length]
    house.sleep()
    bob.say(ping)
    await house.pass(10)

    expect(bob.heard.slice(counts[1]).map(({ type }) => type)).toEqual(['pong'])
    expect(ada.heard).toHaveLength(counts[0] ?? 0)
    expect(house.storage.document()).toEqual(before)
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
    const { house, ada, bob } = await watchedHouse()
    house.sleep()
    bob.hangUp(1000)
    await house.pass(2000)
    expect(house.storage.document()).toMatchObject({ epoch: 1, host: 'ada', members: [{ id: 'ada' }] })
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
    const { house, ada, bob } = await watchedHouse()
    const report = (readiness: Readiness) => ({ type: 'report', offsetMs: 0, rttMs: 20, positionS: 60, readiness }) as const
    ada.say({ type: 'intent', id: 'wait', kind: 'policy', policies: { waiting: 'wait', hostAds: 'pause' } })
    for (const each of [ada, bob]) each.say(report('ready'))
    await house.pass(10)
    bob.say(report('stalled'))
    await house.pass(2000)
    expect(house.storage.document()).toMatchObject({ stalled: ['bob'], hold: { cause: 'stall' } })
    house.sleep()
    bob.say(report('ready'))
    await house.pass(100)
    expect(house.storage.document()).toMatchObject({ stalled: [] })
    expect(house.storage.document().hold).toBeUndefined()

    await house.pass(15_000)
    ada.say(report('detached'))
    await house.pass(100)
    expect(house.storage.document()).toMatchObject({ hold: { cause: 'ads' } })
    house.sleep()
    ada.say(report('ready'))
    await house.pass(100)
    expect(house.storage.document().hold).toBeUndefined()
  })

  test('[DO3] a member whose socket went unheard of is away within seconds of the next event', async () => {
    const { house, ada, bob } = await watchedHouse()
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
    expect(house.storage.document().epoch).toBe(1)
  })

  test('[DO3] a socket with an attachment that another version wrote is asked to come back', async () => {
    const { house, ada, bob } = await watchedHouse()
    bob.attach({ version: 2, who: 'bob' })
    house.sleep()
    bob.say(ping)
    await house.pass(10)

    expect([ada.closed, bob.closed]).toEqual([[], [1012]])
  })

  test('[DO3] silence and age are noticed as if it had never slept', async () => {
    const { house, ada, bob } = await watchedHouse({ limits: { connectionMs: 400_000 } })
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

  test('[DO3] whoever spoke before it slept has not been silent, and a tab that connects again replaces itself at once', async () => {
    const { house, ada, bob } = await watchedHouse()
    await house.pass(100_000)
    for (const each of [ada, bob]) each.say(ping)
    house.sleep()
    await house.pass(49_000)
    for (const _ of [1, 2]) {
      bob.say(ping)
      await house.pass(10_000)
      house.sleep()
    }
    expect([ada.closed, bob.closed]).toEqual([[], []])

    const [early, late] = [await house.dial(), await house.dial()]
    early.hello('cem', tab(3))
    await house.pass(0)
    house.sleep()
    late.hello('cem', tab(3))
    await house.pass(0)
    expect([early.closed, late.closed]).toEqual([[4409], []])
  })

  test('[DO4] an object that was lost drops its sockets; the room goes on at its position, in a new epoch', async () => {
    const { house } = await watchedHouse()
    house.crash()
    const ada = await house.dial()
    ada.hello('ada', tab(1))
    await house.pass(10)

    expect(ada.heard[0]).toMatchObject({
      type: 'welcome',
      room: { epoch: 2, state: { hostId: 'ada', timeline: { playing: true, positionS: 60 } } },
    })
  })
})
