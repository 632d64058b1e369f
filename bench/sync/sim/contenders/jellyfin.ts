import type { Ms } from '@kaltura-discord/sync'
import type { ControlLaw } from '../../peers/control-law.ts'
import { createJellyfinLaw } from '../../peers/jellyfin.ts'
import { obey } from '../../peers/obey.ts'
import type { Contender, CreateContender, World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'
import { createPeerClock, type PeerClock } from './peer-clock.ts'

interface Command {
  kind: 'unpause' | 'pause' | 'seek'
  positionMs: Ms
  atMs: Ms
}

interface Seat {
  viewer: Viewer
  clock: PeerClock
  command?: Command
  law: ControlLaw
  cancel(): void
}

/** Jellyfin server c3ed1407: commands that count at an instant, everybody waits for who buffers. Its clients keep time by `Date`. */
export const createJellyfin =
  (correction: boolean): CreateContender =>
  (world: World): Contender => {
    const { loop } = world
    const seats = new Map<Viewer, Seat>()
    const buffering = new Set<Viewer>()
    const seeking = new Set<Viewer>()
    let last: Command | undefined
    let playing = false

    const leadMs = () => Math.max(500, ...[...seats.values()].map(({ viewer }) => 2 * (viewer.link.rttMs / 2 + 5)))
    const reached = () => (last ? last.positionMs + (last.kind === 'unpause' ? Math.max(0, loop.now() - last.atMs) : 0) : 0)

    function all(kind: Command['kind'], positionMs: Ms, delayMs: Ms): void {
      const command = { kind, positionMs, atMs: loop.now() + delayMs }
      last = command
      for (const seat of seats.values()) seat.viewer.link.down(() => take(seat, command))
    }

    function take(seat: Seat, command: Command): void {
      const { viewer, clock } = seat
      const { player } = viewer
      seat.cancel()
      seat.command = command
      seat.law = createJellyfinLaw({ correction })
      player.setRate(1, { preservePitch: true })
      const inMs = command.atMs - clock.offsetMs() - viewer.date.now()
      const at = (run: () => void) => {
        if (inMs <= 0) run()
        else seat.cancel = viewer.timers.after(inMs, run)
      }
      if (command.kind === 'pause') {
        at(() => {
          player.pause()
          player.seek(command.positionMs / 1000)
        })
      }
      if (command.kind === 'seek') at(() => place(seat, command))
      if (command.kind !== 'unpause') return
      if (inMs > 0) {
        if (player.positionS() * 1000 - command.positionMs > 400) player.seek(command.positionMs / 1000)
        at(() => void player.play())
      } else {
        void player.play()
        player.seek((command.positionMs - inMs) / 1000)
      }
    }

    /** It plays until the picture is there, then pauses and says so. The last one lets all go on. */
    function place(seat: Seat, { positionMs }: Command): void {
      const { player, link } = seat.viewer
      void player.play()
      player.seek(positionMs / 1000)
      const wait = () => {
        if (player.readiness() === 'seeking') return void seat.viewer.timers.after(10, wait)
        player.pause()
        player.seek(positionMs / 1000)
        link.up(() => {
          seeking.delete(seat.viewer)
          if (seeking.size === 0 && playing && last?.kind === 'seek') all('unpause', positionMs, leadMs())
        })
      }
      wait()
    }

    function follow(seat: Seat): void {
      const { viewer, clock } = seat
      const { player } = viewer
      const look = () => {
        if (!viewer.present) return
        const { command } = seat
        const positionMs = command ? command.positionMs + viewer.date.now() + clock.offsetMs() - command.atMs : 0
        const target = command?.kind === 'unpause' ? { positionS: positionMs / 1000, playing: positionMs >= command.positionMs } : undefined
        const step = seat.law.look({
          nowMs: viewer.clock.now(),
          positionS: player.positionS(),
          paused: player.paused(),
          rate: player.rate(),
          target,
        })
        obey(player, step.orders)
        viewer.timers.after(step.againInMs, look)
      }
      look()
      let stalled = false
      player.subscribe(() => {
        const now = player.readiness() === 'stalled'
        if (now === stalled || !viewer.present) return
        stalled = now
        viewer.link.up(() => (now ? stall(viewer) : ready(viewer)))
      })
    }

    function stall(viewer: Viewer): void {
      if (!playing) return
      buffering.add(viewer)
      all('pause', reached(), 0)
    }

    function ready(viewer: Viewer): void {
      if (buffering.delete(viewer) && buffering.size === 0) all('unpause', reached(), leadMs())
    }

    function unpause(host: Viewer, plays: boolean): void {
      host.link.up(() => {
        playing = plays
        if (plays) all('unpause', reached(), leadMs())
        else all('pause', reached(), 0)
      })
    }

    return {
      join(viewer) {
        const seat: Seat = {
          viewer,
          clock: createPeerClock(world, viewer, viewer.date, 8),
          law: createJellyfinLaw({ correction }),
          cancel: () => {},
        }
        seats.set(viewer, seat)
        let pings = 0
        const ping = () => {
          seat.clock.ping()
          pings += 1
          viewer.timers.after(pings <= 3 ? 1000 : 60_000, ping)
        }
        ping()
        follow(seat)
        viewer.link.up(() => {
          const command = last
          if (command?.kind === 'unpause') viewer.link.down(() => take(seat, command))
        })
      },
      crash(viewer) {
        seats.delete(viewer)
        buffering.delete(viewer)
        seeking.delete(viewer)
      },
      play: (host) => unpause(host, true),
      pause: (host) => unpause(host, false),
      seek: (host, positionS) =>
        host.link.up(() => {
          for (const viewer of seats.keys()) seeking.add(viewer)
          all('seek', positionS * 1000, 0)
        }),
      failover: () => {},
    }
  }
