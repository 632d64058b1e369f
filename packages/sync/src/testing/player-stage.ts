import type { Player } from '../player/player.ts'
import type { Clock, Ms } from '../time.ts'

/** What a player tells of itself at one moment. */
export interface PlayerLook {
  /** By a clock that goes while `pass` waits. */
  atMs: Ms
  positionS: number
  durationS: number | undefined
  paused: boolean
  rate: number
  readiness: 'loading' | 'ready' | 'seeking' | 'stalled' | 'ended' | 'detached'
}

/** A player under `describePlayer`, here or in a browser: everything by promises, everything plain data. It was loaded, and is 30 s long or more. */
export interface PlayerStage {
  look(): Promise<PlayerLook>
  play(): Promise<'playing' | 'blocked'>
  pause(): Promise<void>
  /** Both in one breath, with nothing of the page's in between; what came of the first. */
  playAndPause(): Promise<'playing' | 'blocked'>
  seek(positionS: number): Promise<void>
  setRate(rate: number, options: { preservePitch: boolean }): Promise<void>
  /** How often the listener was called that the stage put on at its start. */
  told(): Promise<number>
  /** Takes that listener off. */
  unsubscribe(): Promise<void>
  /** Lets time pass: virtual, or real. */
  pass(ms: Ms): Promise<void>
  /** From now on there is no data any more. */
  starve?(): Promise<void>
  /** Data is there again. */
  feed?(): Promise<void>
  close?(): Promise<void>
}

/** Puts a player of this process on a stage. `time` is what it lives in. */
export function createPlayerStage(player: Player, time: Clock & { pass(ms: Ms): Promise<void> }): PlayerStage {
  let told = 0
  const unsubscribe = player.subscribe(() => {
    told += 1
  })
  return {
    pass: (ms) => time.pass(ms),
    look: async () => ({
      atMs: time.now(),
      positionS: player.positionS(),
      durationS: player.durationS(),
      paused: player.paused(),
      rate: player.rate(),
      readiness: player.readiness(),
    }),
    play: () => player.play(),
    pause: async () => player.pause(),
    async playAndPause() {
      const outcome = player.play()
      player.pause()
      return outcome
    },
    seek: async (positionS) => player.seek(positionS),
    setRate: async (rate, options) => player.setRate(rate, options),
    told: async () => told,
    unsubscribe: async () => unsubscribe(),
  }
}
