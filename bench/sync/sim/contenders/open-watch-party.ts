import type { Ms } from '@kaltura-discord/sync'
import type { ControlLaw } from '../../peers/control-law.ts'
import { obey } from '../../peers/obey.ts'
import { createOpenWatchPartyLaw, openWatchPartyRules } from '../../peers/open-watch-party.ts'
import type { Contender, World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'
import { createPeerClock, every, type PeerClock } from './peer-clock.ts'

interface Seat {
  clock: PeerClock
  /** Smoothed over the pings. */
  offsetMs: Ms | undefined
  heard: { positionMs: Ms; atMs: Ms } | undefined
  law: ControlLaw
}

/** OpenWatchParty: the host's position every second, commands stamped 1 s (play) or 0.3 s (pause, seek) ahead; clocks by `Date`, a ping every 10 s. */
export function createOpenWatchParty(world: World): Contender {
  const { loop, viewers } = world
  const seats = new Map<Viewer, Seat>()
  let host: Viewer | undefined
  let [quietUntilMs, playing] = [0, false]
  let last: { positionMs: Ms; atMs: Ms } | undefined

  const serverMs = (viewer: Viewer) => viewer.date.now() + (seats.get(viewer)?.offsetMs ?? 0)
  const broadcast = (run: (viewer: Viewer, seat: Seat) => void, except?: Viewer) => {
    for (const [viewer, seat] of seats) if (viewer !== except) viewer.link.down(() => run(viewer, seat))
  }

  function act(by: Viewer, kind: 'play' | 'pause' | 'seek', positionMs: Ms): void {
    host = by
    by.link.up(() => {
      if (kind !== 'seek') playing = kind === 'play'
      quietUntilMs = loop.now() + 2000
      const vector = { positionMs, atMs: loop.now() + (kind === 'play' ? 1000 : 300) }
      last = vector
      broadcast((viewer, seat) =>
        viewer.timers.after(vector.atMs - serverMs(viewer), () => {
          const { player } = viewer
          if (kind === 'play') void player.play()
          if (kind === 'pause') player.pause()
          if (kind !== 'play') player.seek(positionMs / 1000)
          seat.heard = kind === 'pause' ? undefined : vector
        }),
      )
    })
  }

  function tellState(viewer: Viewer): void {
    if (viewer !== host || viewer.player.paused()) return
    const positionMs = viewer.player.positionS() * 1000
    viewer.link.up(() => {
      if (loop.now() < quietUntilMs) return
      const vector = { positionMs, atMs: loop.now() }
      last = vector
      broadcast((_, seat) => {
        seat.heard = vector
      }, viewer)
    })
  }

  function follow(viewer: Viewer, seat: Seat): void {
    const { player } = viewer
    const look = () => {
      if (!viewer.present) return
      const { heard } = seat
      const target = heard && { positionS: (heard.positionMs + Math.max(0, serverMs(viewer) - heard.atMs)) / 1000, playing }
      if (viewer !== host) {
        const sight = { nowMs: viewer.clock.now(), positionS: player.positionS(), paused: player.paused(), rate: player.rate(), target }
        obey(player, seat.law.look(sight).orders)
      }
      viewer.timers.after(openWatchPartyRules.everyMs, look)
    }
    look()
  }

  return {
    join(viewer) {
      host ??= viewers[0]
      const clock = createPeerClock(world, viewer, viewer.date, 8)
      const seat: Seat = { clock, offsetMs: undefined, heard: undefined, law: createOpenWatchPartyLaw({ joins: playing }) }
      seats.set(viewer, seat)
      const ping = () =>
        clock.ping(() => {
          seat.offsetMs = seat.offsetMs === undefined ? clock.offsetMs() : seat.offsetMs * 0.6 + clock.offsetMs() * 0.4
        })
      ping()
      every(viewer, 10_000, ping)
      every(viewer, 1000, () => tellState(viewer))
      follow(viewer, seat)
      viewer.link.up(() => {
        const vector = last
        if (vector && playing) {
          viewer.link.down(() => {
            seat.heard = vector
            viewer.player.seek((vector.positionMs + serverMs(viewer) - vector.atMs) / 1000 + openWatchPartyRules.joinLeadS)
            void viewer.player.play()
          })
        }
      })
    },
    crash: (viewer) => void seats.delete(viewer),
    play: (by) => act(by, 'play', by.player.positionS() * 1000),
    pause: (by) => act(by, 'pause', by.player.positionS() * 1000),
    seek: (by, positionS) => act(by, 'seek', positionS * 1000),
    failover: () => {},
  }
}
