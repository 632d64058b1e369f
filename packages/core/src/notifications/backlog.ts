/** How many rows a store holds that nobody has dealt with, of all connections and guilds. */
export interface Backlog {
  /** Those that are due, are under way, or come again later. */
  waiting: number
  /** Those that were given up until somebody replays them. */
  parked: number
}
