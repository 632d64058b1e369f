import { type GuildPath, guildPaths } from '../settings/guild.ts'
import type { GuildOverrides } from './guild-config.ts'

/** One thing that the people of a guild said otherwise before; `undefined` where they said nothing. */
export interface ConfigChange {
  path: GuildPath
  before: unknown
  after: unknown
}

/** What differs between two versions, in the order of the table. */
export function configDiff(before: GuildOverrides, after: GuildOverrides): readonly ConfigChange[] {
  const isSame = (path: GuildPath) => JSON.stringify(before[path]) === JSON.stringify(after[path])
  return guildPaths.filter((path) => !isSame(path)).map((path) => ({ path, before: before[path], after: after[path] }))
}
