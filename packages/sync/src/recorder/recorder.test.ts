import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { initialPlayback } from '../playback/playback-state.ts'
import { stepPlayback } from '../playback/step-playback.ts'
import { reduceRoom } from '../room/reduce-room.ts'
import type { RoomState } from '../room/room-state.ts'
import { anyEvent } from '../testing/arbitrary-room.ts'
import { startMs } from '../testing/room-story.ts'
import { createRandom } from '../testing/seeded-random.ts'
import { createVirtualParty, type Guest } from '../testing/virtual-party.ts'
import { createClientRecorder } from './client-recorder.ts'
import { drawLog } from './draw-log.ts'
import { replayLog } from './replay-log.ts'
import { createLogBuffer, createRoomLog } from './room-log.ts'
import { createRoomRecorder } from './room-recorder.ts'

describe('a flight recorder', () => {
  test('[FR4] any party, recorded and run again, gives the same rooms and the same commands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.array(fc.tuple(fc.nat(12), fc.nat(8000)), { maxLength: 25 }), async (seed, moves) => {
        const { text } = await recorded(seed, moves)
        const replay = replayLog(text)

        expect(replay.divergences).toEqual([])
        expect(replay.checked).toBeGreaterThan(10)
      }),
      { numRuns: 12 },
    )
  })

  test('[FR4] whatever happens to a room, recorded and run again it is the same', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEvent, fc.nat(12_000)), { maxLength: 60 }), (happenings) => {
        const buffer = createLogBuffer()
        const recorder = createRoomRecorder(createRoomLog({ sink: buffer, maxBytes: 5000 }))
        let atMs = startMs
        let state: RoomState | undefined
        for (const [event, passedMs] of happenings) {
          atMs += passedMs
          const step = reduceRoom(state, event, atMs)
          recorder.step(state, event, atMs, step)
          if (step.kind === 'changed') state = step.state
        }

        expect(replayLog(buffer.text()).divergences).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('[FR2] holds no name, no id and no ticket', async () => {
    const { text } = await recorded(3, [
      [1, 4000],
      [3, 500],
      [5, 9000],
    ])

    expect(text).not.toMatch(/Zoë|80821600000|0_film|!|[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(text).toContain('"memberId":"m1"')
  })

  test('[FR3] files are bounded, and each can be read by itself', async () => {
    const files: string[][] = []
    const sink = { write: (line: string, first: boolean) => void (first ? files.push([line]) : files.at(-1)?.push(line)) }
    const log = createRoomLog({ sink, maxBytes: 20_000 })
    await play(createVirtualParty({ seed: 5, log }), 5, [
      [1, 8000],
      [3, 8000],
      [5, 8000],
      [2, 8000],
    ])
    const replays = files.map((lines) => replayLog(lines.join('\n')))

    expect(files.length).toBeGreaterThan(3)
    expect(Math.max(...files.map((lines) => lines.join('\n').length))).toBeLessThan(24_000)
    expect(replays.map(({ divergences }) => divergences)).toEqual(files.map(() => []))
    expect(replays.at(-2)?.checked).toBeGreaterThan(10)
  })

  test('[FR3] a look that orders nothing is left out within 100 ms of the last one written', () => {
    const buffer = createLogBuffer()
    const recorder = createClientRecorder({ log: createRoomLog({ sink: buffer }), client: 'a tab' })
    const unknown = { serverMs: undefined, timeline: undefined, durationS: undefined, byTimer: true } as const
    const seen = { ...unknown, boundMs: 1, positionS: 0, paused: true, rate: 1, readiness: 'ready' } as const
    for (const localMs of [0, 99, 100, 150, 250]) {
      recorder.look(initialPlayback, { ...seen, localMs }, stepPlayback(initialPlayback, { ...seen, localMs }))
    }
    const written = buffer.text().split('\n').slice(1)

    expect(written.map((line) => JSON.parse(line).seen.set.localMs)).toEqual([0, 100, 250])
  })

  test('[FR3] a buffer keeps the last two files', () => {
    const buffer = createLogBuffer()
    for (const [line, first] of [
      ['a', true],
      ['b', true],
      ['c', false],
      ['d', true],
    ] as const)
      buffer.write(line, first)

    expect(buffer.text()).toBe('b\nc\nd')
  })
})

describe('a replay', () => {
  test('[FR4] names the line where the room would be another', async () => {
    const { text } = await recorded(1, [[1, 3000]])
    const lines = text.split('\n')
    const line = lines.findIndex((each) => each.includes('"kind":"play"'))
    lines[line] = (lines[line] ?? '').replace('"playing":true', '"playing":false')

    expect(replayLog(lines.join('\n')).divergences[0]).toEqual({ line: line + 1, what: 'intent: the room now differs in timeline' })
  })

  test('[FR4] names the line where a controller would do something else, once', async () => {
    const { text } = await recorded(1, [[1, 3000]])
    const lines = text.split('\n')
    const line = lines.findIndex((each) => each.includes('"commands":[{"kind":"seek"'))
    lines[line] = (lines[line] ?? '').replace('"kind":"seek"', '"kind":"pause"')

    expect(replayLog(lines.join('\n')).divergences).toEqual([
      { line: line + 1, what: expect.stringMatching(/: ordered pause.*, and now seek/) },
    ])
  })

  test('[FR4] never throws, whatever the file', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json(), broken)), (lines) => {
        expect(() => drawLog(replayLog(lines.join('\n')))).not.toThrow()
      }),
    )
    expect(replayLog('{"kind":"log","version":9}\n{"kind":"step"').divergences).toEqual([
      { line: 1, what: 'is of version 9, and this reads 1' },
      { line: 2, what: 'is not a line of a log' },
    ])
  })

  test('[FR1] lines of a kind that it does not know are passed over', () => {
    expect(replayLog('{"kind":"log","version":1}\n{"kind":"weather","atMs":1}').divergences).toEqual([])
  })

  test('[FR5] draws the room, every tab and what happened', async () => {
    const { text } = await recorded(2, [
      [1, 5000],
      [3, 5000],
    ])
    const svg = drawLog(replayLog(text))

    expect(svg.match(/<polyline/g)?.length).toBeGreaterThan(4)
    expect(svg).toContain('>play<')
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    expect(svg.length).toBeLessThan(300_000)
  })
})

const kinds = fc.constantFrom('log', 'room', 'step', 'refusal', 'report', 'closed', 'look', 'clock')
const broken = fc
  .tuple(kinds, fc.dictionary(fc.constantFrom('state', 'event', 'set', 'seen', 'from', 'commands', 'atMs'), fc.jsonValue()))
  .map(([kind, fields]) => JSON.stringify({ kind, ...fields }))

async function recorded(seed: number, moves: readonly (readonly [number, number])[]): Promise<{ text: string }> {
  const buffer = createLogBuffer()
  await play(createVirtualParty({ seed, log: createRoomLog({ sink: buffer }) }), seed, moves)
  return { text: buffer.text() }
}

type Party = ReturnType<typeof createVirtualParty>

/** Three guests, and what they do: a kind of move, and how long to wait after it. */
async function play(party: Party, seed: number, moves: readonly (readonly [number, number])[]): Promise<void> {
  const random = createRandom(seed)
  const guests = [
    party.join('80821600000000001', { mayControl: true, driftPpm: 20 }),
    party.join('80821600000000002', { mayControl: true, jitterMs: 20 }),
    party.join('Zoë', { upMs: 60, downMs: 80, jitterMs: 30, player: { seekMs: 300, seekingMs: 200 } }),
  ]
  await party.time.pass(2500)
  for (const [kind, waitMs] of moves) {
    move(guests[Math.floor(random() * 3)], guests[0], kind, random)
    await party.time.pass(waitMs)
  }
}

function move(guest: Guest | undefined, host: Guest | undefined, kind: number, random: () => number): void {
  if (kind <= 1) host?.client.play()
  if (kind === 2) host?.client.pause()
  if (kind === 3) host?.client.seek(random() * 3000)
  if (kind === 4) host?.client.setRate(0.5 + random())
  if (kind === 5) guest?.link.cut()
  if (kind === 6) guest?.player.stall(random() * 5000)
  if (kind === 7) guest?.player.pauseByItself()
  if (kind === 8) guest?.client.pause()
  if (kind === 9) guest?.client.resume()
  if (kind === 10) guest?.client.askForControl()
  if (kind === 11) host?.client.grantControl(guest?.id ?? '')
  if (kind === 12) host?.client.setPolicies({ remote: 'shared' })
}
