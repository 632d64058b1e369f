import { StoreUnavailable } from '../errors/sync-error.ts'
import { type AcceptedSocket, createRoomGate, type RoomGate, type RoomPass, type RoomSocket } from '../host/index.ts'
import type { RoomPresence } from '../presence/room-presence.ts'
import type { RoomRecorder } from '../recorder/room-recorder.ts'
import type { RoomNotice, RoomStore } from '../room-store/room-store.ts'
import type { Ms, Timers } from '../time.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface VirtualNodeOptions {
  name: string
  time: VirtualTime
  /** How far the clock of the store was set since the beginning. */
  setByMs: () => Ms
  /** When it was set last. */
  setAtMs: () => Ms
  store: RoomStore
  presence: RoomPresence
  random: () => number
  verify: (ticket: string) => RoomPass
  record?: () => RoomRecorder
}

/** One server of several, with the production gate in it and everything around it that can go wrong. */
export interface VirtualNode {
  /** Whether a load balancer would send somebody here. */
  isUp(): boolean
  /** Whether nothing is wrong with it. */
  isWell(): boolean
  accept(socket: RoomSocket): AcceptedSocket
  /** The process is gone at once. `silently`: so is its machine, and nobody is told. */
  kill(silently: boolean): void
  /** A new process, knowing nothing. */
  start(): void
  /** Nothing runs for so long: a garbage collection, a moved virtual machine. What came meanwhile is done afterwards. */
  pause(ms: Ms): void
  /** Between this node and the store: unreachable, slow, or with this many answers to commits that will be lost. */
  setLink(link: { away?: boolean; latencyMs?: Ms; loseAnswers?: number }): void
  /** How wrong this node's estimate of the cluster's time is. */
  setClock(wrongByMs: Ms): void
  /** Looks whether the clock of the store was set, if it can be reached. */
  lookAtClock(): void
  /** All of the above is well again. */
  heal(): void
}

interface Process {
  gate: RoomGate
  dead: boolean
  readonly sockets: Set<RoomSocket>
  readonly gaps: Set<() => void>
  readonly steps: Set<(byMs: Ms, sinceMs: Ms) => void>
}

export function createVirtualNode({
  name,
  time,
  setByMs,
  setAtMs,
  store,
  presence,
  random,
  verify,
  record,
}: VirtualNodeOptions): VirtualNode {
  let link = { away: false, latencyMs: 0, loseAnswers: 0 }
  let wrongByMs = 0
  let pausedUntilMs = 0
  /** How far it knows that clock to have been set. */
  let knownByMs = setByMs()
  let starts = 0
  let process = startProcess()

  const delay = (ms: Ms) => new Promise<void>((done) => void time.after(ms, done))

  /** Runs when the process can run, in order; never, if it has died. */
  function inside(owner: Process, run: () => void): void {
    if (owner.dead) return
    const waitMs = pausedUntilMs - time.now()
    if (waitMs > 0) time.after(waitMs, () => inside(owner, run))
    else run()
  }

  async function call<T>(owner: Process, run: () => Promise<T>, mayLoseAnswer = false): Promise<T> {
    const unreachable = () => new StoreUnavailable('The virtual store is out of reach.')
    if (link.away) throw unreachable()
    if (link.latencyMs > 0) await delay(link.latencyMs / 2)
    if (link.away) throw unreachable()
    if (owner.dead) return new Promise(() => {})
    const answer = await run()
    if (link.latencyMs > 0) await delay(link.latencyMs / 2)
    await new Promise<void>((done) => inside(owner, done))
    const lost = mayLoseAnswer && link.loseAnswers > 0
    if (lost) link.loseAnswers -= 1
    if (lost || link.away) throw unreachable()
    return answer
  }

  function startProcess(): Process {
    starts += 1
    knownByMs = setByMs()
    const owner: Process = { gate: undefined as unknown as RoomGate, dead: false, sockets: new Set(), gaps: new Set(), steps: new Set() }
    const timers: Timers = { after: (ms, run) => time.after(ms, () => inside(owner, run)) }
    owner.gate = createRoomGate({
      ...(record ? { record } : {}),
      node: `${name}.${starts}`,
      now: () => time.now() + knownByMs + wrongByMs,
      onStep: (listener) => void owner.steps.add(listener),
      askTime: () => call(owner, async () => lookAtClock()),
      timers,
      random,
      verify: async (ticket) => ({ kind: 'pass', pass: verify(ticket) }),
      store: {
        read: (room) => call(owner, () => store.read(room)),
        since: (room, seq) => call(owner, () => store.since(room, seq)),
        commit: (...args) => call(owner, () => store.commit(...args), true),
        watch(room, listener) {
          const hear = (notice: RoomNotice) => void time.after(link.latencyMs / 2, () => link.away || inside(owner, () => listener(notice)))
          const gap = () => hear({ kind: 'gap' })
          const stop = store.watch(room, hear)
          owner.gaps.add(gap)
          return () => {
            owner.gaps.delete(gap)
            stop()
          }
        },
      },
      presence: {
        put: (...args) => call(owner, () => presence.put(...args)),
        list: (room) => call(owner, () => presence.list(room)),
        announce: (...args) => call(owner, () => presence.announce(...args)),
        hear: (room, listener) => presence.hear(room, (text) => link.away || inside(owner, () => listener(text))),
        watch: (room, listener) => presence.watch(room, () => link.away || inside(owner, listener)),
      },
    })
    return owner
  }

  /** As it does every second. */
  function lookAtClock(): void {
    const owner = process
    if (link.away) return
    inside(owner, () => {
      const byMs = setByMs() - knownByMs
      const lastMs = Math.min(time.now() - 1000, setAtMs())
      knownByMs += byMs
      for (const step of owner.steps) if (byMs !== 0) step(byMs, lastMs + knownByMs)
    })
  }

  function setLink(change: Parameters<VirtualNode['setLink']>[0]): void {
    const wasAway = link.away
    link = { ...link, ...change }
    lookAtClock()
    if (wasAway && !link.away) for (const gap of process.gaps) gap()
  }

  return {
    isUp: () => !process.dead,
    isWell: () => !process.dead && !link.away && link.latencyMs === 0 && pausedUntilMs <= time.now(),
    accept(socket) {
      const owner = process
      owner.sockets.add(socket)
      const accepted = owner.gate.accept({
        send: (text) => owner.dead || socket.send(text),
        close(code, reason) {
          owner.sockets.delete(socket)
          if (!owner.dead) socket.close(code, reason)
        },
      })
      return {
        receive: (frame) => inside(owner, () => accepted.receive(frame)),
        closed(code) {
          owner.sockets.delete(socket)
          inside(owner, () => accepted.closed(code))
        },
      }
    },
    kill(silently) {
      if (process.dead) return
      process.dead = true
      if (!silently) for (const socket of process.sockets) socket.close(1006, '')
    },
    start() {
      if (process.dead) process = startProcess()
    },
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, time.now() + ms)
    },
    setLink,
    setClock(ms) {
      wrongByMs = ms
    },
    lookAtClock,
    heal() {
      pausedUntilMs = 0
      wrongByMs = 0
      setLink({ away: false, latencyMs: 0, loseAnswers: 0 })
      if (process.dead) process = startProcess()
    },
  }
}
