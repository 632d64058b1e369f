import type { Action } from './policy.ts'

/** Somebody may do one thing in a guild until a time, whatever their role. */
export interface Grant {
  guildId: string
  userId: string
  action: Action
  /** From this moment on it does nothing, in ms since 1970. */
  untilMs: number
  /** The manager who gave it. */
  givenBy: string
  atMs: number
}

/** Keeps what was granted. One person has one grant of an action in a guild: the one that was given last. */
export interface GrantStore {
  /**
   * Keeps it instead of what was given before; something that was given later (by `atMs`) stays. Tells `grantGiven` in the same step.
   * @param change by what this one is known again, within its guild; at random, so that it says nothing about anybody
   */
  give(grant: Grant, change: string): Promise<void>

  /** What a member of this guild holds at `nowMs`; nothing that is over. */
  held(guildId: string, userId: string, nowMs: number): Promise<readonly Grant[]>
}
