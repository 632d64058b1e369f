import type { Settings } from '../read-settings.ts'
import { type GuildPath, guildPaths } from '../settings/guild.ts'
import type { OperatorConfig } from './guild-config.ts'

/** The names of the settings behind what guilds may have their way. */
const nameOf = {
  locale: 'GUILD_LOCALE',
  controllers: 'GUILD_CONTROLLERS',
  watchers: 'GUILD_WATCHERS',
  announceChannelId: 'GUILD_ANNOUNCE_CHANNEL_ID',
  routes: 'GUILD_ROUTES',
  features: 'GUILD_FEATURES',
} as const satisfies Record<GuildPath, keyof Settings>

/** What the settings say of guilds: a guild's own line of `GUILDS` first, then what counts for all. */
export function operatorConfig(
  settings: Pick<Settings, 'GUILDS' | 'GUILD_LOCKED' | 'layerOf' | (typeof nameOf)[GuildPath]>,
): OperatorConfig {
  const lines = new Map(settings.GUILDS.map((line) => [line.guildId, line]))
  return {
    of(guildId) {
      const line = lines.get(guildId)
      const said = guildPaths.map((path) => {
        const own = line?.[path]
        const name = own === undefined ? nameOf[path] : 'GUILDS'
        return [path, { value: own === undefined ? settings[nameOf[path]] : own, layer: settings.layerOf(name) }] as const
      })
      return Object.fromEntries(said) as ReturnType<OperatorConfig['of']>
    },
    locked: new Set(settings.GUILD_LOCKED ?? []),
  }
}
