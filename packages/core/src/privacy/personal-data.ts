import type { KeptForMs } from './kept-for.ts'

/** What every set of stores can do about the people in it, over all its tables. Safe to call twice, or by several servers at once. */
export interface PersonalData {
  /**
   * Removes what is kept of a Discord user: rows that are about them, and their id in rows that are not. What is kept of the guilds they were in stays.
   * @returns how many rows were removed or changed
   */
  forgetUser(userId: string): Promise<number>

  /**
   * Removes what is older than it is kept for.
   * @param forMs how long each is kept; default {@link keptForMs}
   * @returns how many rows were removed
   */
  sweep(nowMs: number, forMs?: KeptForMs): Promise<number>
}
