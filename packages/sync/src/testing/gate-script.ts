import { expect } from 'vitest'
import type { Queueable } from '../host/queueable.ts'
import { createRoomGate, type RoomGate } from '../host/room-gate.ts'
import { decodeClientMessage } from '../protocol/decode-client-message.ts'
import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import type { LastSeen, ServerMessage } from '../protocol/messages.ts'
import { createRoomLog } from '../recorder/room-log.ts'
import { createRoomRecorder } from '../recorder/room-recorder.ts'
import { revisionOf } from '../room/room-state.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'
import { expectSound } from './expect-sound.ts'
import { judgeTicket } from './gate-house.ts'
import { startMs } from './room-story.ts'
import { createVirtualTime } from './virtual-time.ts'

/** One thing that the world does to a gate, `waitMs` after the one before: a line of a script, as it stands in a flight recorder's log. */
export type ScriptLine = { readonly waitMs: Ms } & (
  | { readonly kind: 'dial'; readonly socket: number; readonly reader: 'fine' | 'slow' | 'broken' }
  /** `hex` for bytes that are no text. */
  | { readonly kind: 'frame'; readonly socket: number; readonly text?: string; readonly hex?: string }
  | { readonly kind: 'hang-up'; readonly socket: number; readonly code?: number }
  /** The server ends, and another begins on the same store. */
  | { readonly kind: 'restart' }
)

/** Films of seconds, so that a queue goes on by itself within a script, a live stream, and one that nobody may see. */
const queueable: Queueable = async (_, mediaId) =>
  mediaId === 'secret'
    ? { kind: 'refused' }
    : { kind: 'media', title: mediaId, ...(mediaId === 'live' ? { live: true } : { durationS: mediaId.length / 2 }) }

/** Longer than a list of members may be held back. */
const quietMs = 1100

/** What a gate did to one socket. */
interface Caller {
  readonly heard: ServerMessage[]
  readonly closed: number[]
  /** A gate takes what a socket throws for a broken pipe, so it is told later. */
  readonly problems: readonly string[]
  gone: boolean
  /** What its hello said that it has. */
  last?: LastSeen
  readonly reader: 'fine' | 'slow' | 'broken'
  receive(frame: string | Uint8Array): void
  hangUp(code?: number): void
}

/**
 * Runs a script against the production gate in virtual time, and checks after every line what a gate promises: a sound document, nothing before the
 * welcome, nothing that cannot be read, no revision that is older than the one before, one close at most, and nothing after it. Whoever is told of no
 * gap had said a revision that there was, of the epoch that there is, and of the last two minutes. In the end everybody who is left knows the room as
 * it is; and once they have gone, so has every timer. Rule FZ1.
 *
 * @param write gets the run as lines of a log that `replayLog` and `scriptOf` read.
 */
export async function playScript(script: readonly ScriptLine[], write: (line: string) => void = () => {}): Promise<void> {
  const time = createVirtualTime(startMs)
  const log = createRoomLog({ sink: { write } })
  const committed = new Set<string>()
  /** A gate takes what its store throws for a store that is away, so it is told later. */
  const unsound: string[] = []
  const store = checked(createMemoryRoomStore(time), time.now, committed, unsound)
  const callers = new Map<number, Caller>()
  const everybody: Caller[] = []
  const random = () => 0 // nothing is lost here, and who writes a script cannot know marks
  let gate = open()

  function open(): RoomGate {
    const verify = async (ticket: string) => judgeTicket(ticket, time.now())
    return createRoomGate({ store, verify, queueable, now: time.now, timers: time, random, record: () => createRoomRecorder(log) })
  }

  async function act(line: ScriptLine): Promise<void> {
    if (line.kind === 'restart') {
      await gate.close()
      gate = open()
      return
    }
    if (line.kind === 'dial') {
      const caller = dial(gate, line.reader)
      callers.set(line.socket, caller)
      everybody.push(caller)
      return
    }
    const caller = callers.get(line.socket)
    if (line.kind === 'hang-up') caller?.hangUp(line.code)
    else caller?.receive(line.text ?? Uint8Array.from(Buffer.from(line.hex ?? '', 'hex')))
  }

  /** Whoever is in knows the room as it is. */
  async function expectAgreement(): Promise<void> {
    const stored = await store.read('lobby')
    const members = stored?.state.members.map(({ id, presence }) => ({ id, present: presence.kind === 'present' }))
    for (const caller of everybody.filter(({ heard, closed, gone }) => heard.length > 0 && closed.length === 0 && !gone)) {
      expect(latestRevision(caller)).toEqual(stored && revisionOf(stored.state).state)
      expect(latestMembers(caller)).toEqual(members)
    }
  }

  log.write('script', () => [])
  for (const line of script) {
    write(JSON.stringify(line))
    await time.pass(line.waitMs)
    if (line.waitMs >= quietMs) await expectAgreement()
    await act(line)
    await time.pass(0)
    expect(unsound).toEqual([])
    for (const caller of everybody) {
      expectManners(caller)
      expectResumed(caller, committed)
    }
  }

  await time.pass(20_000)
  await expectAgreement()
  for (const caller of everybody) caller.hangUp()
  await time.pass(120_000)
  expect(unsound).toEqual([])
  const restarted = script.some(({ kind }) => kind === 'restart') // then nobody may have taken the room up again
  if (!restarted) expect((await store.read('lobby'))?.state.members ?? []).toEqual([])
  expect(time.waiting()).toBe(0)
  await gate.close()
}

/** The script in a log that {@link playScript} wrote. */
export function scriptOf(log: string): ScriptLine[] {
  const kinds = new Set(['dial', 'frame', 'hang-up', 'restart'])
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kinds.has(kind))
}

function dial(gate: RoomGate, reader: Caller['reader']): Caller {
  const heard: ServerMessage[] = []
  const closed: number[] = []
  const problems: string[] = []
  const accepted = gate.accept({
    send(text) {
      if (reader === 'broken' && heard.length > 0) throw new Error('broken pipe')
      const decoded = decodeServerMessage(text)
      if (decoded.kind === 'refused') problems.push(`the gate sent what nobody can read: ${decoded.reason}`)
      else heard.push(decoded.message)
      if (closed.length > 0) problems.push('the gate spoke to a socket that it had closed')
    },
    bufferedBytes: () => (reader === 'slow' && heard.length > 3 ? 2_000_000 : 0),
    close: (code) => void closed.push(code),
  })
  const caller: Caller = {
    heard,
    closed,
    problems,
    reader,
    gone: false,
    receive(frame) {
      if (caller.gone) return
      const decoded = decodeClientMessage(frame)
      if (heard.length === 0 && decoded.kind === 'message' && decoded.message.type === 'hello' && decoded.message.last)
        caller.last ??= decoded.message.last
      accepted.receive(frame)
    },
    hangUp(code) {
      if (caller.gone) return
      caller.gone = true
      accepted.closed(code)
    },
  }
  return caller
}

function expectManners({ heard, closed, problems }: Caller): void {
  expect(problems).toEqual([])
  expect(closed.length).toBeLessThanOrEqual(1)
  expect(heard[0]?.type ?? 'welcome').toBe('welcome')
  expect(heard.slice(1).filter(({ type }) => type === 'welcome')).toEqual([])
  const revisions = heard.flatMap((message) => (message.type === 'room' ? [message] : message.type === 'welcome' ? [message.room] : []))
  for (const [index, { epoch, seq }] of revisions.entries()) {
    const before = revisions[index - 1]
    if (before) expect(epoch > before.epoch || (epoch === before.epoch && seq > before.seq)).toBe(true)
  }
}

function expectResumed({ heard: [welcome], last }: Caller, committed: ReadonlySet<string>): void {
  if (welcome?.type !== 'welcome') return
  if (!last) expect(welcome.gap).toBeUndefined()
  if (welcome.gap || !last) return
  expect(last.epoch).toBe(welcome.room.epoch)
  expect([...committed]).toContain(place(last))
  expect(last.awayMs).toBeLessThanOrEqual(120_000)
}

const place = ({ epoch, seq }: { epoch: number; seq: number }) => `${epoch}/${seq}`

function latestRevision({ heard }: Caller) {
  return heard
    .flatMap((message) => (message.type === 'room' ? [message.state] : message.type === 'welcome' ? [message.room.state] : []))
    .at(-1)
}

function latestMembers({ heard }: Caller) {
  const lists = heard.flatMap((message) => (message.type === 'presence' || message.type === 'welcome' ? [message.members] : []))
  return lists.at(-1)?.map(({ id, present }) => ({ id, present }))
}

function checked(store: RoomStore, now: () => Ms, committed: Set<string>, unsound: string[]): RoomStore {
  return {
    ...store,
    async commit(room, expectedSeq, next, events) {
      const before = (await store.read(room))?.state
      try {
        if (before?.seq === expectedSeq || expectedSeq === 0) expectSound(before, next, now())
      } catch (problem) {
        unsound.push(String(problem))
      }
      const outcome = await store.commit(room, expectedSeq, next, events)
      if (outcome.kind === 'committed') committed.add(place(next))
      return outcome
    },
  }
}
