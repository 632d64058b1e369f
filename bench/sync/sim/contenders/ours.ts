import {
  createPlaybackDriver,
  createServerClock,
  type Member,
  type Ms,
  type RoomEvent,
  type RoomIntent,
  type RoomState,
  reduceRoom,
  type ServerClock,
} from '@kaltura-discord/sync'
import { type Pinger, startPinger } from '../../../../packages/sync/src/client/pinger.ts'
import { createLinkMonitor } from '../../../../packages/sync/src/clock/link-quality.ts'
import { createChance } from '../chance.ts'
import type { Contender, World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'

/** The node's own error about the store's time is anywhere within what it publishes. */
const nodeBoundMs = 0.5

interface Seat {
  readonly viewer: Viewer
  readonly serverClock: ServerClock
  room: RoomState | undefined
  refresh(): void
  /** A message came. */
  nudge(): void
  seen(): void
  connected: boolean
  connect(): void
  drop(): void
  rttMs: Ms | undefined
}

/** kaltura-discord: its reducer, clock, pings, controller and driver as they ship; only the wire is the world's. */
export function createOurs({ loop, viewers, seed }: World): Contender {
  const chance = createChance(seed * 104_729)
  const seats = new Map<Viewer, Seat>()
  let node = newNode()
  let room: RoomState | undefined
  let intents = 0

  function newNode(): { now(): Ms } {
    const errorMs = chance.between(-nodeBoundMs, nodeBoundMs)
    return { now: () => loop.now() + errorMs }
  }

  function submit(event: RoomEvent): void {
    const step = reduceRoom(room, event, node.now())
    if (step.kind !== 'changed') return
    room = step.state
    if (room.nextWakeAtMs !== undefined) loop.after(room.nextWakeAtMs - node.now() + 1, () => submit({ kind: 'tick' }))
    for (const seat of seats.values()) if (seat.connected) tell(seat)
  }

  /** Between nodes nothing keeps its order: what is older than what a client has is dropped. */
  function tell(seat: Seat): void {
    const told = room
    loop.after(chance.between(0, 5), () =>
      seat.viewer.link.down(() => {
        if (seat.room && told && told.seq < seat.room.seq) return
        seat.nudge()
        seat.room = told
        seat.refresh()
      }),
    )
  }

  function intend(viewer: Viewer, intent: RoomIntent): void {
    const id = String(intents++)
    viewer.link.up(() => {
      const oneWayMs = [...seats.values()].map(({ rttMs }) => (rttMs ?? 300) / 2)
      submit({ kind: 'intent', memberId: idOf(viewer), id, intent, leadMs: Math.max(0, ...oneWayMs) + 60 })
    })
  }

  function createSeat(viewer: Viewer): Seat {
    const { clock, timers, player } = viewer
    const link = createLinkMonitor()
    let pinger: Pinger | undefined
    const serverClock = createServerClock(clock, { wall: viewer.date, onDoubt: () => pinger?.restart() })
    const driver = createPlaybackDriver({
      player,
      clock,
      timers,
      room: () => ({
        timeline: seat.room?.timeline,
        durationS: undefined,
        serverMs: serverClock.now(),
        boundMs: serverClock.boundMs(),
      }),
      onStatus: () => {},
    })
    const seat: Seat = {
      viewer,
      serverClock,
      room: undefined,
      rttMs: undefined,
      refresh: driver.refresh,
      nudge: () => pinger?.nudge(),
      seen() {
        pinger?.restart()
        driver.refresh()
      },
      connected: false,
      drop() {
        seat.connected = false
        pinger?.stop()
      },
      connect() {
        seat.connected = true
        pinger?.stop()
        const mine = node
        const started = startPinger({
          clock,
          timers,
          serverClock,
          link,
          onDead: () => {},
          send(message) {
            if (message.type !== 'ping') return
            viewer.link.up(() => {
              const atMs = mine.now()
              seat.rttMs = serverClock.rttMs()
              viewer.link.down(() => {
                if (mine !== node) return
                started.pong({ t0: message.t0, t1: atMs, t2: atMs, boundMs: nodeBoundMs })
                driver.refresh()
              })
            })
          },
        })
        pinger = started
        tell(seat)
      },
    }
    viewer.visibility.subscribe(() => !viewer.visibility.hidden() && seat.seen())
    return seat
  }

  return {
    join(viewer) {
      // In the order of the script, so that the same ones hold the remote for every contender. Ticket, socket and welcome take two round trips.
      submit({ kind: 'join', member: memberOf(viewer), mediaId: 'film' })
      const seat = createSeat(viewer)
      seats.set(viewer, seat)
      viewer.timers.after(2 * viewer.link.rttMs, seat.connect)
    },
    crash(viewer) {
      seats.get(viewer)?.drop()
      seats.delete(viewer)
      submit({ kind: 'leave', memberId: idOf(viewer), graceMs: 8000 })
    },
    play: (host) => intend(host, { kind: 'play', positionS: host.player.positionS() }),
    pause: (host) => intend(host, { kind: 'pause', positionS: host.player.positionS() }),
    seek: (host, positionS) => intend(host, { kind: 'seek', positionS }),
    failover() {
      for (const seat of seats.values()) seat.drop()
      node = newNode()
      for (const viewer of viewers) {
        const seat = seats.get(viewer)
        if (seat) viewer.timers.after(chance.between(0, 500) + 2 * viewer.link.rttMs, seat.connect)
      }
    },
    clock(viewer) {
      const serverMs = seats.get(viewer)?.serverClock.now()
      if (serverMs === undefined) return undefined
      return { errorMs: serverMs - loop.now(), boundMs: seats.get(viewer)?.serverClock.boundMs() ?? 0 }
    },
  }
}

/** The two who hold the remote in the script, one after the other. */
function memberOf(viewer: Viewer): Member {
  return { id: idOf(viewer), name: 'someone', mayControl: viewer.index < 2 }
}

function idOf(viewer: Viewer): string {
  return `viewer-${viewer.index}`
}
