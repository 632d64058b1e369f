import { describe, expect, test } from 'vitest'
import { createMemoryRoomPresence } from '../presence/memory-room-presence.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import { house, tab } from '../testing/gate-house.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtual-time.ts'
import { createAdmissionPace } from './admission-pace.ts'

describe('coming back', () => {
  test.each([
    ['went on', { epoch: 1, seq: 2, mark: 0, awayMs: 119_000 }, undefined],
    ['is unchanged', { epoch: 1, seq: 4, mark: 0, awayMs: 119_000 }, undefined],
    ['went on for too long', { epoch: 1, seq: 2, mark: 0, awayMs: 121_000 }, 'missed'],
    ['is another one by now', { epoch: 0, seq: 2, mark: 0, awayMs: 1000 }, 'restored'],
    ['has lost what we saw', { epoch: 1, seq: 9, mark: 0, awayMs: 1000 }, 'restored'],
    ['has lost it, and has as many others', { epoch: 1, seq: 2, mark: 7, awayMs: 1000 }, 'restored'],
  ] as const)('[RC1] to a room that %s: after %o the gap is %s', async (_, last, gap) => {
    const { time, dial } = house({ random: () => 0 })
    const [ada, bob] = [dial(), dial()]
    ada.hello('ada', tab(1))
    await time.pass(10)
    for (const kind of ['play', 'pause'] as const) {
      ada.say({ type: 'intent', id: kind, kind, positionS: 5 })
      await time.pass(10)
    }
    ada.say({ type: 'intent', id: 'seek', kind: 'seek', positionS: 50 })
    await time.pass(10)
    bob.say({ type: 'hello', protocol: 1, ticket: 'ada', connection: tab(2), last })
    await time.pass(10)

    expect(bob.heard[0]).toMatchObject({ type: 'welcome', room: { epoch: 1, seq: 4, state: { timeline: { positionS: 50 } } } })
    expect(bob.heard.map((message) => message.type === 'welcome' && message.gap)[0]).toBe(gap)
  })

  test('[RC1] who saw nothing yet resumes nothing', async () => {
    const { time, dial } = house()
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)

    expect(ada.heard[0]).not.toHaveProperty('gap')
  })

  test('[RC2] a history too short to tell what happened is said to be', async () => {
    const time = createVirtualTime(1_800_000_000_000)
    const { dial } = house({ store: createMemoryRoomStore({ now: time.now, historyLength: 2 }) }, time)
    const [ada, bob] = [dial(), dial()]
    ada.hello('ada', tab(1))
    await time.pass(10)
    for (let index = 0; index < 10; index += 1) {
      ada.say({ type: 'intent', id: `seek ${index}`, kind: 'seek', positionS: index })
      await time.pass(100)
    }
    bob.say({ type: 'hello', protocol: 1, ticket: 'bob', connection: tab(2), last: { epoch: 1, seq: 1, mark: 0, awayMs: 1000 } })
    await time.pass(10)

    expect(bob.heard[0]).toMatchObject({ type: 'welcome', gap: 'missed' })
  })

  test.each<[string, { epoch: number; seq: number }, RoomStore['since'], string]>([
    ['an epoch that is over, and of which nothing is kept', { epoch: 0, seq: 1 }, async () => undefined, 'restored'],
    ['a commit that the store has lost since', { epoch: 1, seq: 1 }, async () => [], 'restored'],
    ['a number that no commit has', { epoch: 1, seq: 0 }, async (_, seq) => Promise.reject(new Error(`there is no ${seq}`)), 'missed'],
  ])('[RC2] whoever last saw %s, %o, is told so', async (_, seen, since, gap) => {
    const time = createVirtualTime(1_800_000_000_000)
    const { dial } = house({ store: { ...createMemoryRoomStore(time), since } }, time)
    const ada = dial()
    ada.say({ type: 'hello', protocol: 1, ticket: 'ada', connection: tab(1), last: { ...seen, mark: 0, awayMs: 1000 } })
    await time.pass(10)

    expect(ada.heard[0]).toMatchObject({ type: 'welcome', room: { epoch: 1, seq: 1 }, gap })
  })

  test('[RC4] a storm is let in at a bounded pace; the others hear when to come back, spread out', async () => {
    const { time, dial } = house({ limits: { admissionsPerSecond: 10, admissionBurst: 20 } })
    const callers = Array.from({ length: 60 }, (_, index) => {
      const caller = dial()
      caller.hello(`m${index}`, tab(index))
      return caller
    })
    await time.pass(50)
    const waits = callers.flatMap(({ heard }) => heard.flatMap((message) => (message.type === 'busy' ? [message.retryAfterMs] : [])))

    expect(callers.filter(({ heard }) => heard[0]?.type === 'welcome')).toHaveLength(20)
    expect(callers.filter(({ closed }) => closed[0] === 1013)).toHaveLength(40)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBeGreaterThan(3900)
    expect(waits.at(-1)).toBeLessThan(4500)
  })

  test('[RC4] a forged ticket takes nobody’s turn', async () => {
    const { time, dial } = house({ limits: { admissionsPerSecond: 1, admissionBurst: 1 } })
    for (let index = 0; index < 10; index += 1) dial().hello('forged', tab(index))
    const ada = dial()
    ada.hello('ada', tab(11))
    await time.pass(10)

    expect(ada.heard[0]).toMatchObject({ type: 'welcome' })
  })

  test('[RC4] a clock that was set back sends nobody away', () => {
    const pace = createAdmissionPace(1, 2)
    const before = [pace.take(3_600_000), pace.take(3_600_000), pace.take(3_600_000)]
    const after = [pace.take(10_000), pace.take(10_000), pace.take(10_000)]

    expect(before).toEqual([undefined, undefined, { retryAfterMs: 2000 }])
    expect(after).toEqual(before)
  })

  test('[RC4] nobody is sent away for more than a minute', () => {
    const pace = createAdmissionPace(1, 1)
    const waits = Array.from({ length: 200 }, () => pace.take(0)?.retryAfterMs ?? 0)

    expect(Math.max(...waits)).toBe(60_000)
  })
})

describe('a clock that jumped', () => {
  test.each<[string, (time: VirtualTime, index: number, run: () => void) => void]>([
    ['one after another', (time, index, run) => void time.after(index * 1000, run)],
    ['at the same instant', (_time, _index, run) => run()],
  ])(
    '[CU5] moves nobody: the room is where it was, in a new epoch, and only once, also where several gates notice %s',
    async (_, notices) => {
      const time = createVirtualTime(1_800_000_000_000)
      let jumpedMs = 0
      const now = () => time.now() + jumpedMs
      const store = createMemoryRoomStore({ now })
      const presence = createMemoryRoomPresence(time)
      const steps: ((byMs: number, sinceMs: number) => void)[] = []
      const onStep = (listener: (typeof steps)[number]) => void steps.push(listener)
      const watch: RoomStore['watch'] = (id, hear) => store.watch(id, (notice) => void time.after(5, () => hear(notice)))
      const gates = ['one', 'two'].map((node) => house({ store: { ...store, watch }, presence, now, node, onStep }, time))
      const [ada, bob] = [gates[0]?.dial(), gates[1]?.dial()]
      ada?.hello('ada', tab(1))
      await time.pass(10)
      bob?.hello('bob', tab(2))
      await time.pass(10)
      ada?.say({ type: 'intent', id: 'i1', kind: 'play', positionS: 10 })
      await time.pass(5000)
      const before = (await store.read('lobby'))?.state
      jumpedMs = -90_000
      const sinceMs = now() - 700
      for (const [index, step] of steps.entries()) notices(time, index, () => step(-90_000, sinceMs))
      await time.pass(2000)
      const after = (await store.read('lobby'))?.state

      expect(after).toMatchObject({ epoch: (before?.epoch ?? 0) + 1, seq: (before?.seq ?? 0) + 1 })
      expect(after?.timeline.atMs).toBe((before?.timeline.atMs ?? 0) - 90_000)
      expect(bob?.heard.at(-1)).toMatchObject({ type: 'room', epoch: after?.epoch })
    },
  )

  test('[CU5] through a gate that has not noticed yet nothing is stamped by what the clock showed before, once another has told the room', async () => {
    const { time, store, steps, tabs } = await unevenGates()
    steps[0]?.(-90_000, time.now() - 90_700)
    await time.pass(1)
    tabs[1]?.say({ type: 'intent', id: 'play', kind: 'play', positionS: 10 })
    await time.pass(10)
    const { timeline, epoch } = (await store.read('lobby'))?.state ?? {}

    expect(timeline).toMatchObject({ playing: true, positionS: 10 })
    expect(Math.abs((timeline?.atMs ?? 0) - (time.now() - 90_000))).toBeLessThan(600)
    expect(epoch).toBe(2)
  })

  test('[CU5] a gate that hears of a step asks for the time at once, so that clients who ask it for the time anew are told the new one', async () => {
    const { time, steps, tabs } = await unevenGates()
    steps[0]?.(-90_000, time.now() - 90_700)
    await time.pass(10)
    tabs[1]?.say({ type: 'ping', t0: 1 })

    expect(tabs[1]?.heard.at(-1)).toMatchObject({ type: 'pong', t1: time.now() - 90_000 })
  })

  test('[RC2] who comes back through a gate that has not heard of the new epoch yet is told of it right after the welcome', async () => {
    const { time, store, steps, dial } = await unevenGates()
    const { epoch = 0, seq = 0, mark = 0 } = (await store.read('lobby'))?.state ?? {}
    steps[0]?.(-90_000, time.now() - 90_700)
    await time.pass(1)
    const back = dial()
    back?.say({ type: 'hello', protocol: 1, ticket: 'ada', connection: tab(3), last: { epoch, seq, mark, awayMs: 1000 } })
    await time.pass(10)

    expect(back?.heard.slice(0, 2)).toMatchObject([
      { type: 'welcome', room: { epoch: 1 } },
      { type: 'room', epoch: 2 },
    ])
  })

  test('[CU6] a pong and a welcome say how far this gate’s time may be off', async () => {
    const { time, dial } = house({ boundMs: () => 0.25 })
    const ada = dial()
    ada.hello('ada')
    await time.pass(10)
    ada.say({ type: 'ping', t0: 1 })

    expect(ada.heard[0]).toMatchObject({ type: 'welcome', boundMs: 0.25 })
    expect(ada.heard.at(-1)).toMatchObject({ type: 'pong', boundMs: 0.25 })
  })
})

/** Two gates with a tab of Ada's each, over a store whose clock has just been set back by 90 s. Only the first has noticed; `dial` calls the other. */
async function unevenGates() {
  const time = createVirtualTime(1_800_000_000_000)
  const clocks = [0, 0]
  const shared = createMemoryRoomStore({ now: time.now })
  const watch: RoomStore['watch'] = (id, hear) => shared.watch(id, (notice) => void time.after(5, () => hear(notice)))
  const store = { ...shared, watch }
  const presence = createMemoryRoomPresence(time)
  const steps: ((byMs: number, sinceMs: number) => void)[] = []
  const gates = clocks.map((_, index) => {
    const now = () => time.now() + (clocks[index] ?? 0)
    const onStep = (listener: (typeof steps)[number]) => void steps.push(listener)
    const askTime = () =>
      new Promise<void>((done) => {
        time.after(1, () => {
          clocks[index] = -90_000
          done()
        })
      })
    return house({ store, presence, now, askTime, onStep, node: `gate ${index}` }, time)
  })
  const tabs = gates.map(({ dial }) => dial())
  for (const [index, caller] of tabs.entries()) {
    caller.hello('ada', tab(index))
    await time.pass(10)
  }
  clocks[0] = -90_000
  return { time, store, steps, tabs, dial: () => gates[1]?.dial() }
}
