import type { Clock } from './discord/clock.ts'
import type { Environment } from './real-credentials.ts'

export interface SandboxOptions {
  /** Of Discord, the page and the control API. Default 3333; the real embedded SDK works at no other. 0 takes any free port. */
  port?: number
  /** Of the activity's own origin. Default: any free port. */
  activityPort?: number
  /** The built page; without it `/` says that it is missing. */
  pageDir?: string
  /** `false` runs without a Kaltura. Default true. */
  kaltura?: boolean
  /** `false` is an application without Activities: no entry point command, so that a bot may overwrite all of its commands. Default true. */
  activities?: boolean
  /** A bot token of the sandbox's application that is to stay the same at every start: one that an earlier sandbox made. Default: a new one. */
  botToken?: string
  /** What is searched for production credentials, which a sandbox does not start beside. Default: the variables of this process. */
  environment?: Environment
  /** How many shards Discord recommends to a bot. Default 1. */
  shards?: number
  /** How many refused requests (401, 403, 429) in ten minutes lead to a ban. Default 10,000, as Discord's. */
  invalidRequestLimit?: number
  /**
   * What all chance in faults is drawn from, a whole number from 0 to 4,294,967,295: the same seed, orders and requests make the same faults.
   * Default: another one at each start, told in {@link SandboxState}.
   */
  seed?: number
  /** Time and timers of Discord. Default: the system's. */
  clock?: Clock
  /** Gets one line per thing worth knowing; never a secret. Default: nobody hears. */
  log?: (line: string) => void
}
