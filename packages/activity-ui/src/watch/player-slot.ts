import type { Player } from '@kaltura-discord/sync'

/** A player that can be exchanged under a room: what the room orders goes to the one that is in, and an empty slot loads forever. */
export interface PlayerSlot extends Player {
  put(player: Player | undefined): void
}

export function createPlayerSlot(): PlayerSlot {
  let current: Player | undefined
  let stop = () => {}
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  return {
    put(player) {
      stop()
      current = player
      stop = player?.subscribe(tell) ?? (() => {})
      tell()
    },
    positionS: () => current?.positionS() ?? 0,
    durationS: () => current?.durationS(),
    paused: () => current?.paused() ?? true,
    rate: () => current?.rate() ?? 1,
    readiness: () => current?.readiness() ?? 'loading',
    reachableS: () => current?.reachableS?.(),
    play: async () => (current ? current.play() : 'playing'),
    pause: () => current?.pause(),
    seek: (positionS) => current?.seek(positionS),
    setRate: (rate, options) => current?.setRate(rate, options),
    subscribe(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
