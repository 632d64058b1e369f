import type { EventLog } from '../../events/event-log.ts'
import { createMemoryEventLog } from '../../events/memory-event-log.ts'
import { configChanged } from '../../events/told-changes.ts'
import { type GuildConfigStore, type GuildConfigVersion, keptVersions } from './guild-config-store.ts'

/** Keeps what guilds say for the life of the process: for tests, and for trying things out. What is too old goes by itself, so a sweep finds nothing. */
export function createMemoryGuildConfigStore(
  events: Pick<EventLog, 'publish'> = createMemoryEventLog(),
): GuildConfigStore & { forgetUser(userId: string): number; sweep(nowMs: number): number } {
  const guilds = new Map<string, readonly GuildConfigVersion[]>()
  const newestFirst = (guildId: string) => guilds.get(guildId) ?? []
  return {
    current: async (guildId) => newestFirst(guildId)[0],
    version: async (guildId, version) => newestFirst(guildId).find((each) => each.version === version),
    history: async (guildId, { before = Number.POSITIVE_INFINITY, limit }) =>
      newestFirst(guildId)
        .filter(({ version }) => version < before)
        .slice(0, limit),
    async append(next) {
      const versions = newestFirst(next.guildId)
      const [current] = versions
      if (next.version !== (current?.version ?? 0) + 1) return { kind: 'stale', current }
      guilds.set(next.guildId, [next, ...versions].slice(0, keptVersions))
      await events.publish([configChanged(next)])
      return { kind: 'kept' }
    },
    forgetUser(userId) {
      const named = [...guilds.values()].flat().filter(({ changedBy }) => changedBy === userId).length
      for (const [guildId, versions] of guilds) {
        guilds.set(
          guildId,
          versions.map((each) => (each.changedBy === userId ? { ...each, changedBy: '' } : each)),
        )
      }
      return named
    },
    sweep: () => 0,
  }
}
