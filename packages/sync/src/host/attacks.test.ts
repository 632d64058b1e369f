import { describe, expect, test } from 'vitest'
import { createMemoryRoomPresence } from '../presence/memory-room-presence.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import { house, tab } from '../testing/gate-house.ts'
import { createVirtualParty } from '../testing/virtual-party.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import type { RoomPass } from './room-socket.ts'

const startMs = 1_800_000_000_000
const play = { type: 'intent', id: 'i1', kind: 'play', positionS: 40 } as const

describe('whoever comes in', () => {
  test('[E77] a ticket that is shown again and again is one member with at most four tabs', async () => {
    const { time, dial, store } = house()
    const callers = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => {
      const caller = dial()
      caller.hello('ada', tab(index))
      return caller
    })
    await time.pass(100)

    expect(callers.filter(({ closed }) => closed.length === 0)).toHaveLength(4)
    expect((await store.read('lobby'))?.state.members).toHaveLength(1)
  })

  test('[E77] a ticket that has expired lets nobody in, and a connection ends an hour after its ticket was judged', async () => {
    const { time, dial } = house()
    const [late, once] = [dial(), dial()]
    late.hello('stale', tab(1))
    once.hello('ada', tab(2))
    for (let minute = 0; minute < 61; minute += 1) {
      await time.pass(60_000)
      once.say({ type: 'ping', t0: minute })
    }

    expect([late.closed, once.closed]).toEqual([[4403], [4403]])
    expect(late.heard).toEqual([])
  })

  test('[E77] a right that was taken away is gone for every tab once one of them shows a newer ticket', async () => {
    const { time, dial, store } = house({ verify: judge })
    const [old, renewed] = [dial(), dial()]
    old.hello('ada!', tab(1))
    await time.pass(10)
    renewed.hello('ada', tab(2))
    await time.pass(10)
    const before = await store.read('lobby')
    old.say(play)
    await time.pass(10)

    expect(old.heard.at(-1)).toMatchObject({ type: 'refused', id: 'i1' })
    expect(await store.read('lobby')).toEqual(before)
  })

  test('[E85] the hundred and first member is turned away, and the others notice nothing', async () => {
    const { time, dial, store } = house()
    const callers = Array.from({ length: 100 }, (_, index) => ({ index, caller: dial() }))
    for (const { index, caller } of callers) caller.hello(`member ${index}`, tab(index))
    await time.pass(1000)
    const heard = callers.map(({ caller }) => caller.heard.length)
    const late = dial()
    late.hello('one more', tab(200))
    await time.pass(1000)

    expect(late.closed).toEqual([4413])
    expect(late.heard).toEqual([])
    expect((await store.read('lobby'))?.state.members).toHaveLength(100)
    expect(callers.map(({ caller }) => caller.heard.length)).toEqual(heard)
  })

  test('[E85] a thousand sockets that say nothing are closed, and leave no room behind', async () => {
    const { time, dial, gate } = house()
    const callers = Array.from({ length: 1000 }, () => dial())
    await time.pass(10_000)

    expect(callers.every(({ closed }) => closed[0] === 4408)).toBe(true)
    expect(time.waiting()).toBe(0)
    await gate.close()
  })

  test('[E87] after a restart everybody comes back spread over time, and the room is where it was', async () => {
    const judged: number[] = []
    const time = createVirtualTime(startMs)
    const party = createVirtualParty({ seed: 87, time, onTicket: (atMs) => void judged.push(atMs) })
    const guests = Array.from({ length: 60 }, (_, index) => party.join(`guest ${index}`, { mayControl: index < 2 }))
    await time.pass(3000)
    guests[0]?.client.play()
    await time.pass(3000)
    const before = (await party.store.read('lobby'))?.state
    judged.length = 0
    const restartedAtMs = time.now()
    await party.restart()
    await time.pass(12_000)
    const after = (await party.store.read('lobby'))?.state

    expect(guests.map(({ client }) => client.view().connection.kind)).toEqual(guests.map(() => 'live'))
    expect(judged.length).toBeLessThanOrEqual(guests.length * 2)
    expect(busiest(judged, 50)).toBeLessThan(guests.length / 3)
    expect(judged.every((atMs) => atMs - restartedAtMs < 10_000)).toBe(true)
    expect(after).toMatchObject({ epoch: 2, hostTerm: before?.hostTerm, timeline: before?.timeline })
    expect(after?.members).toHaveLength(60)
  })
})

describe('whoever is in', () => {
  test('[E78] a viewer who plays, pauses, seeks or changes the rate is refused, and the room is unchanged', async () => {
    const { time, dial, store } = house({ verify: judge })
    const [host, viewer] = [dial(), dial()]
    host.hello('ada!', tab(1))
    await time.pass(10)
    viewer.hello('vic', tab(2))
    await time.pass(10)
    const before = await store.read('lobby')
    viewer.say(play)
    viewer.say({ ...play, id: 'i2', kind: 'pause' })
    viewer.say({ ...play, id: 'i3', kind: 'seek' })
    viewer.say({ type: 'intent', id: 'i4', kind: 'rate', positionS: 0, rate: 2 })
    await time.pass(10)

    expect(viewer.heard.slice(1)).toEqual(
      ['i1', 'i2', 'i3', 'i4'].map((id) => ({ type: 'refused', id, reason: expect.stringMatching(/./) })),
    )
    expect(await store.read('lobby')).toEqual(before)
  })

  test('[E79] the host goes and two claim the remote at once: one of them has it', async () => {
    const { time, dial, store } = house()
    const [host, one, two] = [dial(), dial(), dial()]
    for (const [index, caller] of [host, one, two].entries()) {
      caller.hello(['ada', 'bob', 'cem'][index] ?? '', tab(index))
      await time.pass(10)
    }
    host.hangUp()
    await time.pass(8001)
    for (const [index, caller] of [one, two].entries()) caller.say({ ...play, id: `claim ${index}`, positionS: index })
    await time.pass(10)

    expect((await store.read('lobby'))?.state).toMatchObject({ host: 'bob', hostTerm: 2, timeline: { positionS: 0, playing: true } })
    expect(two.heard).toContainEqual({ type: 'refused', id: 'claim 1', reason: 'not-host' })
  })

  test('[E79] two servers end the same grace at the same instant: one host, one term later', async () => {
    const time = createVirtualTime(startMs)
    const [store, presence] = [createMemoryRoomStore(time), createMemoryRoomPresence(time)]
    const [here, there] = [house({ store, presence, node: 'here' }, time), house({ store, presence, node: 'there' }, time)]
    const [host, one, two] = [here.dial(), here.dial(), there.dial()]
    for (const [index, caller] of [host, one, two].entries()) {
      caller.hello(['ada', 'bob', 'cem'][index] ?? '', tab(index))
      await time.pass(10)
    }
    host.hangUp()
    await time.pass(8100)
    const told = [one, two].map(({ heard }) => heard.flatMap((message) => (message.type === 'room' ? [message] : [])).at(-1))

    expect((await store.read('lobby'))?.state).toMatchObject({ host: 'bob', hostTerm: 2 })
    expect(told[0]).toEqual(told[1])
    expect(told[0]).toMatchObject({ state: { hostId: 'bob', hostTerm: 2 } })
  })

  test('[E82] positions and rates that are none end the connection, and nothing reaches the room', async () => {
    const { time, dial, store } = house()
    const values = ['NaN', 'Infinity', '-1', '1e308', '1e999', '-1e999', '31536001', 'null', '"1"', '[]', '{}', 'true']
    const frames = [
      ...values.map((value) => `{"type":"intent","id":"i1","kind":"seek","positionS":${value}}`),
      ...['0', '100', '-1', '1e999'].map((rate) => `{"type":"intent","id":"i1","kind":"rate","positionS":0,"rate":${rate}}`),
    ]
    const closed: number[][] = []
    for (const [index, frame] of frames.entries()) {
      const caller = dial()
      caller.hello('ada', tab(index))
      await time.pass(10)
      caller.receive(frame)
      await time.pass(10)
      closed.push(caller.closed)
    }

    expect(closed).toEqual(frames.map(() => [4422]))
    expect((await store.read('lobby'))?.state.timeline).toMatchObject({ positionS: 0, rate: 1, playing: false })
  })

  test('[E82] a room that plays past all that can be counted stands at its end, and can still be read', async () => {
    const { time, dial, store } = house()
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)
    ada.say({ ...play, positionS: 31_535_999 })
    await time.pass(5000)
    ada.say({ type: 'intent', id: 'faster', kind: 'rate', positionS: 0, rate: 1.5 })
    await time.pass(10)
    const state = (await store.read('lobby'))?.state

    expect(state && decodeRoom(encodeRoom(state))).toEqual(state)
    expect(ada.heard.at(-1)).toMatchObject({ type: 'room', state: { timeline: { positionS: 31_536_000, rate: 1.5 } } })
  })

  test('[E82] a viewer who claims to reach the end of all positions of a live stream leaves its room one that can be read', async () => {
    const verify = async (id: string) => {
      const pass = { room: 'lobby', mediaId: 'film', live: true as const, member: { id, name: id, mayControl: id === 'ada' } }
      return { kind: 'pass' as const, pass: { ...pass, expiresAtMs: Number.MAX_SAFE_INTEGER } }
    }
    const { time, dial, store } = house({ verify })
    const [ada, mallory] = [dial(), dial()]
    ada.hello('ada', tab(1))
    mallory.hello('mallory', tab(2))
    await time.pass(10)
    const claim = { type: 'report', offsetMs: 0, rttMs: 0, readiness: 'ready', positionS: 0 } as const
    mallory.say({ ...claim, live: { by: 'programme-time', edgeS: 31_536_000 } })
    await time.pass(5000)
    ada.say(claim)
    ada.say(play)
    await time.pass(5000)
    ada.say({ ...play, id: 'on', kind: 'seek', positionS: 31_536_000 })
    await time.pass(10)
    const state = (await store.read('lobby'))?.state

    expect(state && decodeRoom(encodeRoom(state))).toEqual(state)
    expect(ada.heard.at(-1)).toMatchObject({ type: 'room', state: { timeline: { positionS: 31_535_999, playing: true } } })
  })

  test('[E83] sequence numbers of the past and of the future are not read in an intent', async () => {
    const { time, dial, store } = house()
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)
    ada.receive('{"type":"intent","id":"old","kind":"seek","positionS":5,"epoch":0,"seq":0}')
    ada.receive('{"type":"intent","id":"new","kind":"seek","positionS":6,"epoch":99,"seq":9007199254740991}')
    await time.pass(10)

    expect((await store.read('lobby'))?.state).toMatchObject({ epoch: 1, seq: 3, timeline: { positionS: 6 } })
  })

  test('[E83] a command of an old host, sent again by anybody, changes nothing', async () => {
    const { time, dial, store } = house()
    const [ada, bob] = [dial(), dial()]
    ada.hello('ada', tab(1))
    await time.pass(10)
    bob.hello('bob', tab(2))
    await time.pass(10)
    ada.say(play)
    ada.hangUp()
    await time.pass(8001)
    const again = dial()
    again.hello('ada', tab(1))
    await time.pass(10)
    const before = (await store.read('lobby'))?.state
    again.say(play)
    bob.say(play)
    again.say({ ...play, id: 'i1 with another name' })
    await time.pass(10)

    expect(before).toMatchObject({ host: 'bob', hostTerm: 2 })
    expect(again.heard.at(-1)).toMatchObject({ type: 'refused', id: 'i1 with another name' })
    expect((await store.read('lobby'))?.state.timeline).toEqual(before?.timeline)
  })

  test.each([
    ['is a day ahead', 86_400_000, 0],
    ['is a day behind', -86_400_000, 0],
    ['jumps a day ahead', 0, 86_400_000],
    ['jumps a day back', 0, -86_400_000],
  ])('[E84] a client whose clock %s concerns nobody else, and comes back by itself', async (_, offMs, jumpMs) => {
    const time = createVirtualTime(startMs)
    const party = createVirtualParty({ seed: 84, time })
    let clockMs = 200_000_000 + offMs
    const host = party.join('ada', { mayControl: true })
    const other = party.join('bob')
    const odd = party.join('odd', { clock: { now: () => clockMs + (time.now() - startMs) } })
    await time.pass(2500)
    host.client.play()
    await time.pass(5000)
    const commands = other.player.commands.length
    clockMs += jumpMs
    await time.pass(30_000)

    expect(other.player.commands.length - commands).toBeLessThanOrEqual(2)
    expect(Math.abs(odd.player.positionS() - host.player.positionS())).toBeLessThan(0.05)
    expect(host.client.view().timeline).toMatchObject({ playing: true })
  })
})

/** `id!` may control. */
async function judge(ticket: string) {
  const id = ticket.replace('!', '')
  const member = { id, name: id, mayControl: ticket.endsWith('!') }
  const pass: RoomPass = { room: 'lobby', mediaId: 'film', member, expiresAtMs: startMs + 3_600_000 }
  return { kind: 'pass' as const, pass }
}

/** How many of `instants` fall into the fullest window of `ms`. */
function busiest(instants: readonly number[], ms: number): number {
  return Math.max(...instants.map((from) => instants.filter((atMs) => atMs >= from && atMs < from + ms).length))
}
