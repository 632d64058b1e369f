import type { Ms } from '@kaltura-discord/sync'
import { obey } from '../../peers/obey.ts'
import { createTimingsrcLaw } from '../../peers/timingsrc.ts'
import type { Contender, World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'
import { createPeerClock, every, type PeerClock } from './peer-clock.ts'

interface Vector {
  positionMs: Ms
  atMs: Ms
  playing: boolean
}

/** timingsrc has no room of its own: it is given one that sends vectors at once, and a clock that is pinged every 5 s. */
export function createTimingsrc(world: World): Contender {
  const { loop, viewers } = world
  const clocks = new Map<Viewer, PeerClock>()
  const vectors = new Map<Viewer, Vector>()
  let vector: Vector = { positionMs: 0, atMs: 0, playing: false }

  const reach = (known: Vector, nowMs: Ms) => known.positionMs + (known.playing ? Math.max(0, nowMs - known.atMs) : 0)
  const change = (host: Viewer, next: (positionMs: Ms) => Pick<Vector, 'positionMs' | 'playing'>) =>
    host.link.up(() => {
      vector = { ...next(reach(vector, loop.now())), atMs: loop.now() }
      for (const viewer of viewers) if (clocks.has(viewer)) tell(viewer)
    })
  const tell = (viewer: Viewer) => {
    const told = vector
    viewer.link.down(() => vectors.set(viewer, told))
  }

  function follow(viewer: Viewer, clock: PeerClock): void {
    const law = createTimingsrcLaw()
    const look = () => {
      if (!viewer.present) return
      const known = vectors.get(viewer)
      const target = known && {
        positionS: reach(known, viewer.clock.now() + clock.offsetMs()) / 1000,
        playing: known.playing,
      }
      const { player } = viewer
      const step = law.look({
        nowMs: viewer.clock.now(),
        positionS: player.positionS(),
        paused: player.paused(),
        rate: player.rate(),
        target,
      })
      obey(player, step.orders)
      viewer.timers.after(step.againInMs, look)
    }
    viewer.timers.after(700, look)
  }

  return {
    join(viewer) {
      const clock = createPeerClock(world, viewer, viewer.clock, 16)
      clocks.set(viewer, clock)
      for (let ping = 0; ping < 8; ping += 1) viewer.timers.after(ping * 80, () => clock.ping())
      every(viewer, 5000, () => clock.ping())
      viewer.link.up(() => tell(viewer))
      follow(viewer, clock)
    },
    crash: (viewer) => void clocks.delete(viewer),
    play: (host) => change(host, (positionMs) => ({ positionMs, playing: true })),
    pause: (host) => change(host, (positionMs) => ({ positionMs, playing: false })),
    seek: (host, positionS) => change(host, () => ({ positionMs: positionS * 1000, playing: vector.playing })),
    failover: () => {},
  }
}
