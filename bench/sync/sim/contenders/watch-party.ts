import type { Ms } from '@kaltura-discord/sync'
import { obey } from '../../peers/obey.ts'
import { createWatchPartyLaw } from '../../peers/watch-party.ts'
import type { Contender, World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'
import { every } from './peer-clock.ts'

/** WatchParty: everybody tells their position every second, the server sends all of them back every second; the median leads three or more. No clock. */
export function createWatchParty({ loop }: World): Contender {
  const law = createWatchPartyLaw()
  const here = new Set<Viewer>()
  const map = new Map<Viewer, Ms>()
  let [roomMs, playing, toldAtMs] = [0, false, 0]

  const tick = () => {
    loop.after(1000, tick)
    toldAtMs = loop.now()
    const told = new Map(map)
    const sorted = [...told.values()].sort((a, b) => a - b)
    const leadMs = sorted.length > 2 ? sorted[Math.floor(sorted.length / 2)] : sorted.at(-1)
    for (const viewer of here) {
      const ownMs = told.get(viewer)
      if (ownMs === undefined || leadMs === undefined) continue
      viewer.link.down(() => {
        const { player } = viewer
        const target = { positionS: leadMs / 1000, playing }
        obey(
          player,
          law.look({ nowMs: viewer.clock.now(), positionS: ownMs / 1000, paused: player.paused(), rate: player.rate(), target }).orders,
        )
      })
    }
  }
  loop.after(1000, tick)

  const command = (host: Viewer, plays: boolean, run: (viewer: Viewer) => void) => {
    run(host)
    host.link.up(() => {
      playing = plays
      for (const viewer of here) if (viewer !== host) viewer.link.down(() => run(viewer))
    })
  }

  return {
    join(viewer) {
      viewer.link.up(() => {
        here.add(viewer)
        const [startMs, plays] = [roomMs, playing]
        viewer.link.down(() => {
          if (startMs > 0) viewer.player.seek(startMs / 1000)
          if (plays) void viewer.player.play()
        })
      })
      every(viewer, 1000, () => {
        const positionMs = viewer.player.positionS() * 1000
        viewer.link.up(() => {
          roomMs = Math.max(roomMs, positionMs)
          map.set(viewer, positionMs - (loop.now() - toldAtMs) + 1000)
        })
      })
    },
    crash(viewer) {
      here.delete(viewer)
      map.delete(viewer)
    },
    play: (host) => command(host, true, ({ player }) => void player.play()),
    pause: (host) => command(host, false, ({ player }) => player.pause()),
    seek(host, positionS) {
      host.link.up(() => {
        roomMs = positionS * 1000
        map.clear()
      })
      command(host, playing, ({ player }) => player.seek(positionS))
    },
    failover: () => {},
  }
}
