import type { Ms } from '@kaltura-discord/sync'
import type { EventLoop } from './event-loop.ts'
import type { Viewer } from './viewer.ts'

/** What a contender finds: true time, which only servers may read, and the devices of everybody who will ever come. */
export interface World {
  readonly loop: EventLoop
  readonly viewers: readonly Viewer[]
  readonly seed: number
}

/** A way of watching together, server and clients, from the outside. */
export interface Contender {
  join(viewer: Viewer): void
  /** A viewer's browser is gone without a goodbye. */
  crash(viewer: Viewer): void
  /** What the one with the remote does. */
  play(host: Viewer): void
  pause(host: Viewer): void
  seek(host: Viewer, positionS: number): void
  /** The server that everybody is on is replaced by another. */
  failover(): void
  /** How wrong this viewer is about the time, and whether they said so, for those who keep a clock. */
  clock?(viewer: Viewer): { errorMs: Ms; boundMs: Ms } | undefined
}

export type CreateContender = (world: World) => Contender
