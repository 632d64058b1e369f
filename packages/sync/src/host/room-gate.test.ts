import { describe, expect, test } from 'vitest'
import { StoreUnavailable } from '../errors/sync-error.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import { house, tab } from '../testing/gate-house.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'

describe('the gate', () => {
  test('[GA1] says goodbye to a socket that does not say hello within 10 s', async () => {
    const { time, dial } = house()
    const caller = dial()
    await time.pass(9999)
    expect(caller.closed).toEqual([])
    await time.pass(1)

    expect(caller.closed).toEqual([4408])
  })

  test('[GA12] of too many sockets that say nothing the first goes, and whoever said hello stays', async () => {
    const { time, dial } = house({ limits: { strangers: 2 } })
    const ada = dial()
    ada.hello('ada')
    await time.pass(1)
    const silent = [dial(), dial(), dial()]
    await time.pass(1)

    expect(ada.closed).toEqual([])
    expect(silent.map(({ closed }) => closed)).toEqual([[1013], [], []])
  })

  test('[GA12] two thousand may owe their hello', () => {
    const { dial } = house()
    const crowd = Array.from({ length: 2001 }, () => dial())

    expect(crowd.filter(({ closed }) => closed.length > 0)).toEqual([crowd[0]])
  })

  test('[RM3] a timer that rings a fraction early does not lose the end of a grace', async () => {
    const time = createVirtualTime(1_800_000_000_000)
    const hasty = { after: (ms: number, run: () => void) => time.after(ms > 1 ? ms - 0.4 : ms, run) }
    const { dial } = house({ timers: hasty }, time)
    const [ada, bob] = [dial(), dial()]
    ada.hello('ada', tab(1))
    await time.pass(10)
    bob.hello('bob', tab(2))
    await time.pass(10)
    ada.hangUp(1006)
    await time.pass(8100)

    expect(bob.heard.filter((message) => message.type === 'room').at(-1)).toMatchObject({ state: { hostId: 'bob' } })
  })

  test('[GA2] turns away another protocol, a refused and an expired ticket, each with its code', async () => {
    const { time, dial } = house()
    const callers = [dial(), dial(), dial()]
    callers[0]?.say({ type: 'hello', protocol: 2, ticket: 'ada', connection: tab(1) })
    callers[1]?.say({ type: 'hello', protocol: 1, ticket: 'forged', connection: tab(2) })
    callers[2]?.say({ type: 'hello', protocol: 1, ticket: 'stale', connection: tab(3) })
    await time.pass(10)

    expect(callers.map(({ closed }) => closed)).toEqual([[4400], [4401], [4403]])
  })

  test('[GA2] a judge who fails is our trouble, not the ticket’s', async () => {
    const { time, dial } = house({ verify: async () => Promise.reject(new Error('the key server is away')) })
    const caller = dial()
    caller.hello('ada')
    await time.pass(10)

    expect(caller.closed).toEqual([1011])
  })

  test('[GA3] welcomes with the room as it is, and answers pings in server time', async () => {
    const { time, dial } = house()
    const caller = dial()
    caller.hello('ada')
    await time.pass(10)
    caller.say({ type: 'ping', t0: 5.5 })

    expect(caller.heard[0]).toMatchObject({
      type: 'welcome',
      member: { id: 'ada' },
      room: { epoch: 1, seq: 1, state: { mediaId: 'film', hostId: 'ada' } },
    })
    expect(caller.heard.at(-1)).toEqual({ type: 'pong', t0: 5.5, t1: time.now(), t2: time.now() })
  })

  test('[GA4] ends who sends garbage, speaks before the welcome, or says hello twice', async () => {
    const { time, dial } = house()
    const [garbage, early, twice] = [dial(), dial(), dial()]
    garbage.receive(new Uint8Array([0xff, 0x00]))
    early.say({ type: 'ping', t0: 1 })
    twice.hello('ada')
    await time.pass(10)
    twice.hello('ada')

    expect([garbage.closed, early.closed, twice.closed]).toEqual([[4422], [4400], [4400]])
  })

  test('[GA5] bounds how fast a connection may talk', async () => {
    const { time, dial } = house()
    const caller = dial()
    caller.hello('ada')
    await time.pass(10)
    for (let index = 0; index < 100; index += 1) caller.say({ type: 'ping', t0: index })

    expect(caller.closed).toEqual([4429])
    expect(caller.heard.filter(({ type }) => type === 'pong').length).toBeLessThanOrEqual(60)
  })

  test('[GA6] a fifth tab of a member replaces the oldest, and the same tab again replaces itself', async () => {
    const { time, dial } = house()
    const callers = [1, 2, 3, 4, 5, 5].map((index) => {
      const caller = dial()
      caller.hello('ada', tab(index))
      return caller
    })
    await time.pass(10)

    expect(callers.map(({ closed }) => closed)).toEqual([[4409], [], [], [], [4409], []])
    expect(callers.at(-1)?.heard[0]).toMatchObject({ type: 'welcome', members: [{ id: 'ada', present: true }] })
  })

  test('[GA7] a member is away only when their last tab is', async () => {
    const { time, dial } = house()
    const [one, two, other] = [dial(), dial(), dial()]
    one.hello('ada', tab(1))
    two.hello('ada', tab(2))
    other.hello('bob', tab(3))
    await time.pass(10)
    one.hangUp()
    await time.pass(10)
    expect(other.heard.filter(({ type }) => type === 'presence')).toEqual([])
    two.hangUp()
    await time.pass(10)
    expect(other.heard.at(-1)).toMatchObject({
      type: 'presence',
      members: [
        { id: 'ada', present: false },
        { id: 'bob', present: true },
      ],
    })
    await time.pass(8000)

    expect(other.heard).toContainEqual(
      expect.objectContaining({ type: 'room', state: expect.objectContaining({ hostId: 'bob', hostTerm: 2 }) }),
    )
    expect(other.heard.at(-1)).toMatchObject({ type: 'presence', members: [{ id: 'bob' }] })
  })

  test('[GA7] who hangs up while the ticket is judged never comes in', async () => {
    const { time, dial, store } = house()
    const caller = dial()
    caller.hello('ada')
    caller.hangUp()
    await time.pass(100)

    expect((await store.read('lobby'))?.state.members ?? []).toEqual([])
  })

  test('[GA7] who hangs up while the room is read never comes in', async () => {
    const time = createVirtualTime(1_800_000_000_000)
    const memory = createMemoryRoomStore(time)
    const committed: string[] = []
    const store: RoomStore = {
      ...memory,
      async read(room) {
        await new Promise<void>((done) => void time.after(100, done))
        return memory.read(room)
      },
      async commit(room, expectedSeq, next, events) {
        committed.push(...events.map(({ kind }) => kind))
        return memory.commit(room, expectedSeq, next, events)
      },
    }
    const { dial } = house({ store }, time)
    const caller = dial()
    caller.hello('ada')
    await time.pass(50)
    caller.hangUp()
    await time.pass(10_000)

    expect(committed).toEqual([])
  })

  test('[GA8] a commit that lost a race is made again on what won', async () => {
    const time = createVirtualTime(1_800_000_000_000)
    const memory = createMemoryRoomStore(time)
    let lost = 0
    const store: RoomStore = {
      ...memory,
      async commit(room, expectedSeq, next, events) {
        lost += 1
        if (lost === 2) await memory.commit(room, expectedSeq, { ...next, members: next.members.slice(0, 1), hostTerm: 5 }, [])
        return memory.commit(room, expectedSeq, next, events)
      },
    }
    const { dial } = house({ store }, time)
    const [ada, bob] = [dial(), dial()]
    ada.hello('ada')
    await time.pass(10)
    bob.hello('bob', tab(2))
    await time.pass(10)

    expect(bob.heard[0]).toMatchObject({ type: 'welcome' })
    expect((await memory.read('lobby'))?.state.members.map(({ id }) => id)).toEqual(['ada', 'bob'])
    expect(ada.heard.at(-1)).toMatchObject({ type: 'presence', members: [{ id: 'ada' }, { id: 'bob' }] })
    expect((await memory.read('lobby'))?.state).toMatchObject({ seq: 3, hostTerm: 5 })
  })

  test('[GA8] a commit that lost eight races is given up, and its sender is told to try again', async () => {
    const time = createVirtualTime(1_800_000_000_000)
    const memory = createMemoryRoomStore(time)
    let races = Number.NaN
    const store: RoomStore = {
      ...memory,
      async commit(room, expectedSeq, next, events) {
        races += 1
        const won = races && (await memory.read(room))?.state
        if (won) await memory.commit(room, won.seq, { ...won, seq: won.seq + 1, mark: races, afterMark: won.mark }, [])
        return memory.commit(room, expectedSeq, next, events)
      },
    }
    const { dial } = house({ store }, time)
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)
    races = 0
    ada.say({ type: 'intent', id: 'i1', kind: 'play', positionS: 0 })
    await time.pass(10)

    expect(races).toBe(8)
    expect(ada.heard.filter(({ type }) => type === 'refused')).toEqual([{ type: 'refused', id: 'i1', reason: 'unavailable' }])
  })

  test('[GA8] while the store is away intents are refused as unavailable, and it goes on when it is back', async () => {
    const time = createVirtualTime(1_800_000_000_000)
    const memory = createMemoryRoomStore(time)
    let away = false
    const reach = <T>(call: () => Promise<T>) => (away ? Promise.reject(new StoreUnavailable('gone')) : call())
    const store: RoomStore = {
      ...memory,
      read: async (room) => reach(() => memory.read(room)),
      commit: async (...args) => reach(() => memory.commit(...args)),
    }
    const { dial } = house({ store }, time)
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)
    away = true
    ada.say({ type: 'intent', id: 'i1', kind: 'play', positionS: 0 })
    await time.pass(10)
    expect(ada.heard.at(-1)).toEqual({ type: 'refused', id: 'i1', reason: 'unavailable' })
    away = false
    ada.say({ type: 'intent', id: 'i2', kind: 'play', positionS: 0 })
    await time.pass(10)

    expect(ada.heard.at(-1)).toMatchObject({ type: 'room', state: { timeline: { playing: true } } })
  })

  test('[GA8] a commit that failed after it was written is told to everyone as soon as it is seen', async () => {
    const time = createVirtualTime(1_800_000_000_000)
    const memory = createMemoryRoomStore(time)
    let breaks = false
    const store: RoomStore = {
      ...memory,
      async commit(...args) {
        const outcome = await memory.commit(...args)
        if (breaks) throw new StoreUnavailable('the answer was lost')
        return outcome
      },
    }
    const { dial } = house({ store }, time)
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)
    breaks = true
    ada.say({ type: 'intent', id: 'i1', kind: 'play', positionS: 0 })
    await time.pass(10)
    breaks = false
    await time.pass(2000)

    expect(ada.heard.at(-1)).toMatchObject({ type: 'room', state: { timeline: { playing: true } } })
  })

  test('[GA9] a reader too slow is let go, a broken socket harms nobody else', async () => {
    const { time, dial } = house()
    const [slow, broken, fine] = [dial({ bufferedBytes: () => 2_000_000 }), dial({ fails: true }), dial()]
    slow.hello('ada', tab(1))
    broken.hello('bob', tab(2))
    fine.hello('cem', tab(3))
    await time.pass(10)

    expect([slow.closed, broken.closed, fine.closed]).toEqual([[1013], [1011], []])
  })

  test('[GA10] a silent connection is gone, and an old one has to show a fresh ticket', async () => {
    const { time, dial } = house()
    const [silent, lively] = [dial(), dial()]
    silent.hello('ada', tab(1))
    lively.hello('bob', tab(2))
    for (let minute = 0; minute < 59; minute += 1) {
      await time.pass(60_000)
      lively.say({ type: 'ping', t0: minute })
    }
    expect([silent.closed, lively.closed]).toEqual([[4408], []])
    await time.pass(60_000)

    expect(lively.closed).toEqual([4403])
  })

  test('[GA11] closing sends everyone away to come back, and the next gate takes the room up where it was', async () => {
    const { time, dial, gate, store } = house()
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)
    ada.say({ type: 'intent', id: 'i1', kind: 'play', positionS: 40 })
    await time.pass(10)
    await gate.close()
    expect(ada.closed).toEqual([1012])
    const late = dial()
    expect(late.closed).toEqual([1012])

    const next = house({ store }, time)
    const again = next.dial()
    again.hello('ada')
    await time.pass(10)
    expect(again.heard[0]).toMatchObject({
      type: 'welcome',
      room: { epoch: 2, state: { hostId: 'ada', hostTerm: 1, timeline: { positionS: 40, playing: true } } },
    })
  })
})
