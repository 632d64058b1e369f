import type { ControlLaw } from '../../peers/control-law.ts'
import { obey } from '../../peers/obey.ts'
import { createPredecessorLaw } from '../../peers/predecessor.ts'
import type { Contender, World } from '../contender.ts'
import type { Viewer } from '../viewer.ts'
import { every } from './peer-clock.ts'

/** The earlier kaltura-discord, with the relay that it lacked: the host's player every 5 s and at each action, dated by the host's own wall clock. */
export function createPredecessor({ viewers }: World): Contender {
  const seats = new Map<Viewer, ControlLaw>()
  let host: Viewer | undefined

  function send(): void {
    const from = host
    if (!from?.present) return
    const told = { positionS: from.player.positionS(), playing: !from.player.paused(), atMs: from.date.now() }
    from.link.up(() => {
      for (const [viewer, law] of seats) if (viewer !== from) viewer.link.down(() => take(viewer, law, told))
    })
  }

  function take(viewer: Viewer, law: ControlLaw, told: { positionS: number; playing: boolean; atMs: number }): void {
    const { player } = viewer
    const target = { positionS: told.positionS + (viewer.date.now() - told.atMs) / 1000, playing: told.playing }
    obey(
      player,
      law.look({ nowMs: viewer.clock.now(), positionS: player.positionS(), paused: player.paused(), rate: player.rate(), target }).orders,
    )
  }

  function act(by: Viewer, run: (viewer: Viewer) => void): void {
    host = by
    run(by)
    send()
  }

  return {
    join(viewer) {
      host ??= viewers[0]
      seats.set(viewer, createPredecessorLaw())
      if (viewer === host) every(viewer, 5000, send)
      else viewer.link.up(() => host?.link.down(send))
    },
    crash: (viewer) => void seats.delete(viewer),
    play: (by) => act(by, ({ player }) => void player.play()),
    pause: (by) => act(by, ({ player }) => player.pause()),
    seek(by, positionS) {
      act(by, ({ player }) => player.seek(positionS))
      const sent = by.player.subscribe(() => {
        if (by.player.readiness() === 'seeking') return
        sent()
        send()
      })
    },
    failover: () => {},
  }
}
