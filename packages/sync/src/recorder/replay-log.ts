import type { Command, Observation, PlaybackState } from '../playback/playback-state.ts'
import { stepPlayback } from '../playback/step-playback.ts'
import { reduceRoom } from '../room/reduce-room.ts'
import { decodeRoom } from '../room/room-document.ts'
import type { RoomEvent, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import { differenceOf, same, withDifference } from './difference.ts'
import { decodeLine, type LogLine, logVersion } from './log-line.ts'

/** What a log shows when its reducer and its controllers are run again. */
export interface Replay {
  lines: number
  /** How many steps of rooms and looks of controllers were run again. */
  checked: number
  /** Where this code does something else than the code that wrote the log. `line` counts from 1. */
  divergences: readonly { line: number; what: string }[]
  rooms: readonly RoomMoment[]
  looks: readonly ClientMoment[]
}

/** The room after something happened to it. */
export interface RoomMoment {
  atMs: Ms
  state: RoomState | undefined
  event?: RoomEvent
}

/** A tab at one instant of server time, by its own look or by what it reported. */
export interface ClientMoment {
  atMs: Ms
  client: string
  positionS: number
  offsetMs: Ms
  commands: readonly Command[]
  /** What it told the room every few seconds, rather than what it saw itself. */
  reported: boolean
}

/**
 * Runs the reducer and the controllers on what a log says they were given, and compares with what it says they did. Never throws. Lines
 * that cannot be run (another version, a cut file) are divergences too. Rule FR4.
 */
export function replayLog(text: string): Replay {
  const divergences: { line: number; what: string }[] = []
  const run = createRun()
  const lines = text.split('\n').filter((line) => line !== '')
  for (const [index, encoded] of lines.entries()) {
    const what = tryLine(run.take, encoded)
    if (what) divergences.push({ line: index + 1, what })
  }
  return { lines: lines.length, checked: run.checked(), divergences, rooms: run.rooms, looks: run.looks }
}

function tryLine(take: (line: LogLine) => string | undefined, encoded: string): string | undefined {
  const line = decodeLine(encoded)
  if (!line) return 'is not a line of a log'
  try {
    return take(line)
  } catch (error) {
    return `cannot be run: ${error instanceof Error ? error.message : 'unknown'}`
  }
}

function createRun() {
  const rooms: RoomMoment[] = []
  const looks: ClientMoment[] = []
  /** Without a state after a divergence: it is said once, and the tab is judged again from its next `from`. */
  const clients = new Map<string, { seen: Observation; state: PlaybackState | undefined }>()
  let checked = 0
  let state: RoomState | undefined

  function step(line: LogLine & { kind: 'step' }): string | undefined {
    const recorded = decodeRoom(JSON.stringify(withDifference(state ?? {}, line)))
    if (!recorded) return `${line.event.kind}: what it made is not a room`
    const again = reduceRoom(state, line.event, line.atMs, recorded.mark)
    state = recorded // the log goes on from what it says, so that one divergence is reported once
    rooms.push({ atMs: line.atMs, state, event: line.event })
    if (again.kind !== 'changed') return `${line.event.kind}: the room changed, and is now ${again.kind}`
    const { set, gone = [] } = differenceOf(recorded, again.state)
    const fields = [...Object.keys(set), ...gone]
    return fields.length === 0 ? undefined : `${line.event.kind}: the room now differs in ${fields.join(', ')}`
  }

  function refusal(line: LogLine & { kind: 'refusal' }): string | undefined {
    const again = reduceRoom(state, line.event, line.atMs)
    const outcome = again.kind === 'refused' ? again.reason : again.kind
    return outcome === line.reason ? undefined : `${line.event.kind}: was refused as ${line.reason}, and is now ${outcome}`
  }

  function look({ client, seen: difference, from, commands, status, wakeInMs }: LogLine & { kind: 'look' }): string | undefined {
    if (!Array.isArray(commands)) return 'a look without its commands'
    const before = clients.get(client)
    const seen = withDifference(before?.seen ?? {}, difference) as unknown as Observation
    const { serverMs: atMs, positionS } = seen
    if (atMs !== undefined) looks.push({ atMs, client, positionS, offsetMs: status.offsetMs, commands, reported: false })
    const start = from ?? before?.state
    clients.set(client, { seen, state: undefined })
    if (!start) return before ? undefined : `${client}: this look follows from nothing`
    const again = stepPlayback(start, seen)
    if (!same(again.commands, commands)) return `${client}: ordered ${named(commands)}, and now ${named(again.commands)}`
    if (!same([again.status, again.wakeInMs], [status, wakeInMs])) return `${client}: its status, or when it looks next, is another`
    clients.set(client, { seen, state: again.state })
    return undefined
  }

  return {
    rooms,
    looks,
    checked: () => checked,
    take(line: LogLine): string | undefined {
      switch (line.kind) {
        case 'log':
          return line.version === logVersion ? undefined : `is of version ${line.version}, and this reads ${logVersion}`
        case 'room':
          state = line.state ? decodeRoom(JSON.stringify(line.state)) : undefined
          if (line.state && !state) return 'what stands here is not a room'
          rooms.push({ atMs: line.atMs, state })
          return undefined
        case 'step':
          checked += 1
          return step(line)
        case 'refusal':
          checked += 1
          return refusal(line)
        case 'look':
          checked += 1
          return look(line)
        case 'report':
          looks.push({
            atMs: line.atMs,
            client: line.connection,
            positionS: line.positionS,
            offsetMs: line.offsetMs,
            commands: [],
            reported: true,
          })
          return undefined
        default:
          return undefined
      }
    },
  }
}

function named(commands: readonly Command[]): string {
  return commands.map(({ kind }) => kind).join(', ') || 'nothing'
}
