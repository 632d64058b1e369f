import { describe, expect, test, vi } from 'vitest'
import type { PresentConnection, RoomPresence } from '../presence/room-presence.ts'
import type { Ms } from '../time.ts'

/** How long what an engine tells by itself may take. */
const patienceMs = 10_000

/**
 * Run against every {@link RoomPresence}. `create` gives an empty one that forgets after 400 ms, `pass` lets time go by, and `another` is on the same
 * engine, if it serves several processes.
 */
export function describeRoomPresence(
  name: string,
  create: () => Promise<{ presence: RoomPresence; another?: RoomPresence; pass: (ms: Ms) => Promise<unknown> }>,
): void {
  describe(`${name} as a RoomPresence`, () => {
    test('[PS1] a node says who is connected, and every node sees all of them', async () => {
      const { presence, another = presence } = await create()
      await presence.put('lobby', 'one', [ada, bob])
      const seen = await another.put('lobby', 'two', [cem])

      expect(byNode(seen)).toEqual({ one: [ada, bob], two: [cem] })
      expect(byNode(await presence.list('lobby'))).toEqual({ one: [ada, bob], two: [cem] })
    })

    test('[PS2] what a node says counts instead of what it said before, and nobody is nothing', async () => {
      const { presence } = await create()
      await presence.put('lobby', 'one', [ada, bob])
      expect(byNode(await presence.put('lobby', 'one', [bob]))).toEqual({ one: [bob] })

      expect(await presence.put('lobby', 'one', [])).toEqual([])
      expect(await presence.list('lobby')).toEqual([])
    })

    test('[PS3] a node that falls silent is forgotten, with everyone who was connected through it', async () => {
      const { presence, pass } = await create()
      await presence.put('lobby', 'one', [ada])
      await pass(250)
      await presence.put('lobby', 'two', [bob])
      await pass(250)

      expect(byNode(await presence.list('lobby'))).toEqual({ two: [bob] })
    })

    test('[PS3] a node that speaks again in time is not', async () => {
      const { presence, pass } = await create()
      await presence.put('lobby', 'one', [ada])
      await pass(250)
      await presence.put('lobby', 'one', [ada])
      await pass(250)

      expect(byNode(await presence.list('lobby'))).toEqual({ one: [ada] })
    })

    test('[PS4] rooms do not see each other, however odd their ids', async () => {
      const { presence } = await create()
      const ids = ['lobby', 'lobby:presence', '{lobby}', 'lobby}', 'löbby', 'a b\n', '__proto__', '*']
      await Promise.all(ids.map((id) => presence.put(id, 'one', [{ ...ada, memberId: id }])))
      const seen = await Promise.all(ids.map((id) => presence.list(id)))

      expect(seen.map(([node]) => node?.connections[0]?.memberId)).toEqual(ids)
    })

    test('[PS5] who watches hears when something new is said, not when it is said again', async () => {
      const { presence, another = presence, pass } = await create()
      let heard = 0
      const stop = presence.watch('lobby', () => {
        heard += 1
      })
      await pass(100)
      await another.put('lobby', 'one', [ada])
      await another.put('elsewhere', 'one', [ada])
      await vi.waitFor(() => expect(heard).toBeGreaterThan(0), patienceMs)
      await pass(50)
      const before = heard
      await another.put('lobby', 'one', [ada])
      await pass(50)
      expect(heard).toBe(before)
      await another.put('lobby', 'one', [])
      await vi.waitFor(() => expect(heard).toBeGreaterThan(before), patienceMs)
      stop()
      stop()
    })

    test('[PS10] what is announced reaches everyone who hears, once, in its room', async () => {
      const { presence, another = presence, pass } = await create()
      const heard: string[] = []
      const stops = [presence, another].map((one) => one.hear('lobby', (text) => heard.push(text)))
      await pass(100)
      await another.announce('elsewhere', 'no')
      await another.announce('lobby', '🔥\n{}')
      await vi.waitFor(() => expect(heard.length).toBe(2), patienceMs)
      await pass(50)
      for (const stop of stops) stop()
      await pass(50)
      await presence.announce('lobby', 'late')
      await pass(50)

      expect(heard).toEqual(['🔥\n{}', '🔥\n{}'])
    })

    test('[PS6] of two nodes that lose a member’s last two connections at once, one sees that nobody is left', async () => {
      const { presence, another = presence } = await create()
      await presence.put('lobby', 'one', [ada])
      await another.put('lobby', 'two', [{ ...ada, id: cem.id }])
      const seen = await Promise.all([presence.put('lobby', 'one', []), another.put('lobby', 'two', [])])

      expect(seen.some((nodes) => nodes.length === 0)).toBe(true)
    })
  })
}

const tab = (index: number) => `00000000-0000-4000-8000-00000000000${index}`
const ada: PresentConnection = {
  id: tab(1),
  attempt: 3,
  memberId: 'ada',
  sinceMs: 1_800_000_000_000.5,
  rttMs: 40,
  offsetMs: -3.5,
  readiness: 'ready',
}
const bob: PresentConnection = { id: tab(2), attempt: 0, memberId: 'bob Ł 🎬', sinceMs: 1_800_000_000_001 }
const cem: PresentConnection = { id: tab(3), attempt: 0, memberId: 'cem', sinceMs: 1_800_000_000_002, readiness: 'stalled', hidden: true }

function byNode(seen: readonly { node: string; connections: readonly PresentConnection[] }[]) {
  return Object.fromEntries(seen.map(({ node, connections }) => [node, connections]))
}
