import type { Ms } from '@kaltura-discord/sync'
import { obey } from '../../peers/obey.ts'
import { createSyncplayLaw } from '../../peers/syncplay.ts'
import type { Contender, World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'

/** Syncplay's server says every second where the slowest watcher is, with half a round trip added. No clock. */
export function createSyncplay({ loop }: World): Contender {
  const law = createSyncplayLaw()
  const here = new Set<Viewer>()
  const reports = new Map<Viewer, { positionMs: Ms; atMs: Ms }>()
  let vector = { positionMs: 0, atMs: 0, playing: false }
  let deafUntilMs = 0

  const moved = (positionMs: Ms, atMs: Ms) => positionMs + (vector.playing ? loop.now() - atMs : 0)
  const forwardMs = (viewer: Viewer) => (vector.playing ? viewer.link.rttMs / 2 : 0)

  function slowest(): { positionMs: Ms; by: Viewer | undefined } {
    let found: { positionMs: Ms; by: Viewer | undefined } | undefined
    if (loop.now() >= deafUntilMs) {
      for (const [viewer, report] of reports) {
        const positionMs = moved(report.positionMs, report.atMs)
        if (!found || positionMs < found.positionMs) found = { positionMs, by: viewer }
      }
    }
    return found ?? { positionMs: moved(vector.positionMs, vector.atMs), by: undefined }
  }

  function take(viewer: Viewer, positionMs: Ms, by: Viewer | undefined, jump: boolean): void {
    const { player } = viewer
    if (jump) player.seek(positionMs / 1000)
    const target = { positionS: (by === viewer ? player.positionS() * 1000 : positionMs) / 1000, playing: vector.playing }
    obey(
      player,
      law.look({ nowMs: viewer.clock.now(), positionS: player.positionS(), paused: player.paused(), rate: player.rate(), target }).orders,
    )
    const seenMs = player.positionS() * 1000 + forwardMs(viewer)
    viewer.link.up(() => here.has(viewer) && reports.set(viewer, { positionMs: seenMs, atMs: loop.now() }))
  }

  function act(host: Viewer, change: Partial<typeof vector>, jump: boolean): void {
    const seenMs = host.player.positionS() * 1000
    host.link.up(() => {
      vector = { ...vector, positionMs: seenMs, ...change, atMs: loop.now() }
      reports.clear()
      deafUntilMs = loop.now() + 1000
      const { positionMs } = vector
      for (const viewer of here) {
        const told = positionMs + (jump ? 0 : forwardMs(viewer))
        viewer.link.down(() => take(viewer, told, undefined, jump && viewer !== host))
      }
    })
  }

  const tick = () => {
    loop.after(1000, tick)
    const { positionMs, by } = slowest()
    for (const viewer of here) {
      const told = positionMs + forwardMs(viewer)
      viewer.link.down(() => here.has(viewer) && take(viewer, told, by, false))
    }
  }
  loop.after(500, tick)

  return {
    join(viewer) {
      viewer.link.up(() => {
        here.add(viewer)
        const { positionMs } = slowest()
        viewer.link.down(() => {
          viewer.player.seek(positionMs / 1000)
          if (vector.playing) void viewer.player.play()
        })
      })
    },
    crash(viewer) {
      here.delete(viewer)
      reports.delete(viewer)
    },
    play(host) {
      void host.player.play()
      act(host, { playing: true }, false)
    },
    pause(host) {
      host.player.pause()
      act(host, { playing: false }, false)
    },
    seek(host, positionS) {
      host.player.seek(positionS)
      act(host, { positionMs: positionS * 1000 }, true)
    },
    failover: () => {},
  }
}
