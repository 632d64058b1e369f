import type { Clock, Ms } from '@kaltura-discord/sync'
import type { World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'

export interface PeerClock {
  ping(then?: () => void): void
  /** Server time less the clock's. */
  offsetMs(): Ms
  known(): boolean
}

/** What most peers do: of the last few answers, the one that came back fastest is believed. */
export function createPeerClock({ loop }: World, viewer: Viewer, clock: Clock, kept: number): PeerClock {
  let samples: { offsetMs: Ms; rttMs: Ms }[] = []
  return {
    known: () => samples.length > 0,
    offsetMs() {
      const best = samples.reduce<{ offsetMs: Ms; rttMs: Ms } | undefined>((a, b) => (a && a.rttMs <= b.rttMs ? a : b), undefined)
      return best?.offsetMs ?? 0
    },
    ping(then) {
      const t0 = clock.now()
      viewer.link.up(() => {
        const serverMs = loop.now()
        viewer.link.down(() => {
          const t3 = clock.now()
          samples = [...samples, { offsetMs: serverMs - (t0 + t3) / 2, rttMs: t3 - t0 }].slice(-kept)
          then?.()
        })
      })
    },
  }
}

/** Again and again, at the viewer's own timers, as long as they are there. */
export function every(viewer: Viewer, ms: Ms, run: () => void): void {
  viewer.timers.after(ms, () => {
    if (!viewer.present) return
    run()
    every(viewer, ms, run)
  })
}
