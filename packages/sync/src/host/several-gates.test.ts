import { describe, expect, test } from 'vitest'
import { StoreUnavailable } from '../errors/sync-error.ts'
import { createMemoryRoomPresence } from '../presence/memory-room-presence.ts'
import type { RoomState } from '../room/room-state.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import { house, tab } from '../testing/gate-house.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'

const play = { type: 'intent', id: 'i1', kind: 'play', positionS: 10 } as const

describe('several gates of one room', () => {
  test('[MG1] every gate tells its sockets what any gate committed', async () => {
    const { time, houses } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    ada.say(play)
    await time.pass(10)

    expect(bob.heard[0]).toMatchObject({ type: 'welcome', members: [{ id: 'ada' }, { id: 'bob' }], room: { epoch: 1 } })
    expect(bob.heard.at(-1)).toMatchObject({ type: 'room', state: { hostId: 'ada', timeline: { playing: true, positionS: 10 } } })
    expect(ada.heard.at(-1)).toEqual(bob.heard.at(-1))
  })

  test('[MG2] intents that reach several gates at the same instant are all decided, one after another', async () => {
    const { time, houses, store } = street(3)
    const tabs = [await enter(houses[0], 'ada', 1), await enter(houses[1], 'ada', 2), await enter(houses[2] ?? houses[0], 'ada', 3)]
    for (const [index, { say }] of tabs.entries()) say({ type: 'intent', id: `seek ${index}`, kind: 'seek', positionS: 100 + index })
    await time.pass(10)
    const state = (await store.read('lobby'))?.state

    expect(state).toMatchObject({ seq: 4, hostTerm: 1 })
    expect(tabs.map(({ heard }) => heard.filter(({ type }) => type === 'refused'))).toEqual([[], [], []])
    expect(tabs.map(({ heard }) => heard.at(-1))).toEqual(tabs.map(() => expect.objectContaining({ type: 'room', seq: 4 })))
  })

  test('[MG3] a member is away only when no gate has a connection of theirs', async () => {
    const { time, houses, store } = street(2)
    const one = await enter(houses[0], 'ada', 1)
    const two = await enter(houses[1], 'ada', 2)
    one.hangUp()
    await time.pass(20_000)
    expect(await membersOf(store)).toEqual({ ada: 'present' })
    two.hangUp()
    await time.pass(10)

    expect(await membersOf(store)).toEqual({ ada: 'away' })
  })

  test('[MG3] how a member plays is told through every gate, and starts wait for the slowest of any', async () => {
    const { time, houses } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    bob.say({ type: 'report', offsetMs: 0, rttMs: 600, readiness: 'stalled', positionS: 0 })
    await time.pass(3000)
    expect(ada.heard.at(-1)).toMatchObject({ type: 'presence', members: [{ id: 'ada' }, { id: 'bob', readiness: 'stalled' }] })
    ada.say(play)
    await time.pass(10)

    expect(bob.heard.at(-1)).toMatchObject({ state: { timeline: { atMs: time.now() - 10 + 360 } } })
  })

  test('[RX4] reactions reach the sockets of every gate, once', async () => {
    const { time, houses } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    ada.say({ type: 'react', emoji: '🔥', positionS: 61.9 })
    await time.pass(1000)
    const told = { type: 'reactions', reactions: [{ emoji: '🔥', atS: 61, count: 1 }] }

    expect([ada, bob].map(({ heard }) => heard.filter(({ type }) => type === 'reactions'))).toEqual([[told], [told]])
  })

  test('[PS8] a gate that died is noticed within 10 s: its members are away, and then the remote goes on', async () => {
    const { time, houses, store } = street(2)
    await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    houses[0].die()
    await time.pass(10_000)
    expect(await membersOf(store)).toEqual({ ada: 'away', bob: 'present' })
    await time.pass(8000)

    expect(await membersOf(store)).toEqual({ bob: 'present' })
    expect(bob.heard.filter(({ type }) => type === 'room').at(-1)).toMatchObject({ epoch: 1, state: { hostId: 'bob', hostTerm: 2 } })
  })

  test('[MG3] a member who came back through another gate in time never was away for the others', async () => {
    const { time, houses, store } = street(2)
    await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    houses[0].die()
    await time.pass(2000)
    await enter(houses[1], 'ada', 1)
    await time.pass(30_000)

    expect(await membersOf(store)).toEqual({ ada: 'present', bob: 'present' })
    expect(bob.heard.filter((message) => message.type === 'presence' && message.members.some(({ present }) => !present))).toEqual([])
  })

  test('[GA6] a tab that comes back through another gate replaces itself there, and a fifth tab the oldest', async () => {
    const { time, houses } = street(2)
    const [here, there] = houses
    const callers = [await enter(here, 'ada', 1), await enter(there, 'ada', 2), await enter(here, 'ada', 3), await enter(there, 'ada', 4)]
    callers.push(await enter(here, 'ada', 5), await enter(there, 'ada', 5))
    await time.pass(3000)

    expect(callers.map(({ closed }) => closed)).toEqual([[4409], [], [], [], [4409], []])
  })

  test('[PS9] who is connected but not in the room, because a race said otherwise, is put back', async () => {
    const { time, houses, store } = street(1)
    const ada = await enter(houses[0], 'ada', 1)
    const stored = (await store.read('lobby'))?.state
    if (stored) await store.commit('lobby', stored.seq, { ...stored, seq: stored.seq + 1, afterMark: stored.mark, members: [] }, [])
    await time.pass(3000)

    expect(await membersOf(store)).toEqual({ ada: 'present' })
    expect(ada.closed).toEqual([])
  })

  test('[MG4] a store that comes back knowing less: the room goes on from that, everyone hears of it as a new epoch', async () => {
    const { time, houses, failing } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    failing.remember()
    const bob = await enter(houses[1], 'bob', 2)
    ada.say(play)
    await time.pass(10)
    expect(bob.heard.at(-1)).toMatchObject({ epoch: 1, seq: 3, state: { timeline: { playing: true } } })
    failing.goBack()
    await time.pass(5000)

    expect(bob.heard.filter(({ type }) => type === 'room').at(-1)).toMatchObject({ epoch: 2, state: { timeline: { playing: false } } })
    expect(ada.heard.filter(({ type }) => type === 'room').at(-1)).toEqual(bob.heard.filter(({ type }) => type === 'room').at(-1))
    expect(await membersOf(failing.store)).toEqual({ ada: 'present', bob: 'present' })
    expect((await failing.store.read('lobby'))?.state.epoch).toBe(2)
  })

  test('[MG4] a store that comes back empty gets the room from those who knew it', async () => {
    const { time, houses, failing } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    ada.say(play)
    await time.pass(10)
    failing.wipe()
    await time.pass(5000)

    expect((await failing.store.read('lobby'))?.state).toMatchObject({ epoch: 2, seq: 1, host: 'ada', timeline: { playing: true } })
    expect(bob.heard.filter(({ type }) => type === 'room').at(-1)).toMatchObject({
      epoch: 2,
      state: { timeline: { playing: true, positionS: 10 } },
    })
  })

  test('[MG4] a store that lost its tail and has as many other commits by now: the next press finds it out, and everyone hears of a new epoch', async () => {
    const { time, houses, failing } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    failing.remember()
    const bob = await enter(houses[1], 'bob', 2)
    failing.mute(true)
    failing.goBack()
    await time.pass(0)
    await commitElsewhere(failing.store, 7)
    ada.say(play)
    await time.pass(5000)
    const state = (await failing.store.read('lobby'))?.state

    expect(state).toMatchObject({ epoch: 2, members: [{ id: 'ada' }, { id: 'bob' }], timeline: { playing: true } })
    expect([ada, bob].map(({ heard }) => heard.filter(({ type }) => type === 'room').at(-1))).toMatchObject([{ epoch: 2 }, { epoch: 2 }])
  })

  test('[MG4] a notice that does not follow from what a gate told is not believed: the store is asked, and what was lost is said', async () => {
    const { time, failing, ada } = await unheardLoss()
    await commitElsewhere(failing.store, 7)
    failing.mute(false)
    await commitElsewhere(failing.store, 8)
    await time.pass(10)

    expect(ada.heard.filter(({ type }) => type === 'room').at(-1)).toMatchObject({ epoch: 2 })
  })

  test('[MG4] a room that others went on with in a new epoch, by the same number and unheard, is found within seconds', async () => {
    const { time, failing, ada } = await unheardLoss()
    await commitElsewhere(failing.store, 7, 2)
    await time.pass(2500)

    expect(ada.heard.filter(({ type }) => type === 'room').at(-1)).toMatchObject({ epoch: 2 })
  })

  test('[MG4] a store that lost its tail and has more commits by now, unheard, is found within seconds by what its history has in that place', async () => {
    const { time, failing, ada } = await unheardLoss()
    for (const mark of [7, 8, 9]) await commitElsewhere(failing.store, mark)
    await time.pass(2500)

    expect(ada.heard.filter(({ type }) => type === 'room').at(-1)).toMatchObject({ epoch: 2 })
  })

  test('[RC1] who comes from a gate that knew more is not taken for somebody whose room was lost', async () => {
    const { time, houses, failing } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    await enter(houses[1], 'cem', 3)
    failing.mute(true)
    ada.say(play)
    await time.pass(10)
    const told = ada.heard.findLast((message) => message.type === 'room')
    const again = houses[1].dial()
    const { epoch = 0, seq = 0, mark = 0 } = told ?? {}
    again.say({ type: 'hello', protocol: 1, ticket: 'ada', connection: tab(1), last: { epoch, seq, mark, awayMs: 500 } })
    await time.pass(10)

    expect(again.heard[0]).toMatchObject({ type: 'welcome', room: { epoch: 1, seq, mark, state: { timeline: { playing: true } } } })
    expect(again.heard[0]).not.toHaveProperty('gap')
  })

  test('[MG5] while the store is away viewers stay, intents are refused, and what comes after is told', async () => {
    const { time, houses, failing } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    failing.away(true)
    ada.say(play)
    await time.pass(30_000)
    expect(ada.heard.at(-1)).toEqual({ type: 'refused', id: 'i1', reason: 'unavailable' })
    expect([ada.closed, bob.closed]).toEqual([[], []])
    failing.away(false)
    await time.pass(2000)
    ada.say({ ...play, id: 'i2' })
    await time.pass(10)

    expect(bob.heard.at(-1)).toMatchObject({ type: 'room', epoch: 1, state: { timeline: { playing: true } } })
    expect(await membersOf(failing.store)).toEqual({ ada: 'present', bob: 'present' })
  })

  test('[MG1] a commit whose notice was lost is found within seconds', async () => {
    const { time, houses, failing } = street(2)
    const ada = await enter(houses[0], 'ada', 1)
    const bob = await enter(houses[1], 'bob', 2)
    failing.mute(true)
    ada.say(play)
    await time.pass(10)
    expect(bob.heard.at(-1)).not.toMatchObject({ state: { timeline: { playing: true } } })
    await time.pass(2000)

    expect(bob.heard.at(-1)).toMatchObject({ type: 'room', state: { timeline: { playing: true } } })
  })
})

type House = ReturnType<typeof house> & { die(): void }

async function enter({ time, dial }: House, member: string, index: number) {
  const caller = dial()
  caller.hello(member, tab(index))
  await time.pass(10)
  return caller
}

/** A room at one gate whose store has lost the last commit, which nobody hears of. */
async function unheardLoss() {
  const { time, houses, failing } = street(1)
  const ada = await enter(houses[0], 'ada', 1)
  failing.remember()
  await enter(houses[0], 'bob', 2)
  failing.mute(true)
  failing.goBack()
  await time.pass(0)
  return { time, failing, ada }
}

/** Gates that share store and presence, as nodes do. */
function street(nodes: number) {
  const time = createVirtualTime(1_800_000_000_000)
  const failing = createFailingStore(time.now)
  const presence = createMemoryRoomPresence(time)
  const [first = neverBuilt(), ...others] = Array.from({ length: nodes }, (_, index): House => {
    let dead = false
    const alive = async <T>(call: () => Promise<T>) => (dead ? new Promise<T>(() => {}) : failing.reach(call))
    const { store } = failing
    const built = house(
      {
        node: `node-${index}`,
        store: {
          read: (room) => alive(() => store.read(room)),
          commit: (...args) => alive(() => store.commit(...args)),
          since: (...args) => alive(() => store.since(...args)),
          watch: (room, listener) => store.watch(room, (notice) => dead || failing.muted() || listener(notice)),
        },
        presence: {
          put: (...args) => alive(() => presence.put(...args)),
          list: (room) => alive(() => presence.list(room)),
          watch: presence.watch,
          announce: (...args) => alive(() => presence.announce(...args)),
          hear: (room, listener) => presence.hear(room, (text) => dead || listener(text)),
        },
      },
      time,
    )
    const die = () => {
      dead = true
    }
    return { ...built, die }
  })
  const houses: [House, House, ...House[]] = [first, others[0] ?? first, ...others.slice(1)]
  return { time, houses: nodes === 1 ? ([first, first] as typeof houses) : houses, store: failing.store, failing }
}

/** An engine that can be out of reach, fall silent, go back to an older copy, or come back empty. */
function createFailingStore(now: () => number) {
  let inner = createMemoryRoomStore({ now })
  let isAway = false
  let isMuted = false
  let remembered: Promise<RoomState | undefined> = Promise.resolve(undefined)
  const listeners: Parameters<RoomStore['watch']>[] = []
  const store: RoomStore = {
    read: (room) => inner.read(room),
    commit: (...args) => inner.commit(...args),
    since: (...args) => inner.since(...args),
    watch(room, listener) {
      listeners.push([room, listener])
      return inner.watch(room, listener)
    },
  }
  const restart = (): void => {
    inner = createMemoryRoomStore({ now })
    for (const [room, listener] of listeners) inner.watch(room, listener)
  }
  return {
    store,
    muted: () => isMuted,
    mute(muted: boolean) {
      isMuted = muted
    },
    away(away: boolean) {
      isAway = away
    },
    reach: async <T>(call: () => Promise<T>) => (isAway ? Promise.reject(new StoreUnavailable('gone')) : call()),
    remember() {
      remembered = inner.read('lobby').then((stored) => stored?.state)
    },
    wipe: restart,
    goBack() {
      restart()
      const fresh = inner
      void remembered.then(async (state) => {
        if (state) await fresh.commit('lobby', state.seq - 1, state, [])
      })
    },
  }
}

/** A change that nobody sees, by a node that none of ours hears. */
async function commitElsewhere(store: RoomStore, mark: number, epoch = 1): Promise<void> {
  const last = (await store.read('lobby'))?.state
  if (last) await store.commit('lobby', last.seq, { ...last, epoch, seq: last.seq + 1, mark, afterMark: last.mark }, [])
}

async function membersOf(store: RoomStore): Promise<Record<string, string>> {
  const members = (await store.read('lobby'))?.state.members ?? []
  return Object.fromEntries(members.map(({ id, presence }) => [id, presence.kind]))
}

function neverBuilt(): never {
  throw new Error('a street has houses')
}
