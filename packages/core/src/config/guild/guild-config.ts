import { z } from 'zod'
import { type GuildPath, guildPaths, guildSettings } from '../settings/guild.ts'

const shape = {
  locale: guildSettings.GUILD_LOCALE.schema,
  controllers: guildSettings.GUILD_CONTROLLERS.schema,
  watchers: guildSettings.GUILD_WATCHERS.schema,
  announceChannelId: guildSettings.GUILD_ANNOUNCE_CHANNEL_ID.schema,
  routes: guildSettings.GUILD_ROUTES.schema,
  features: guildSettings.GUILD_FEATURES.schema,
} as const satisfies Record<GuildPath, z.ZodType>

/** What counts in a guild. */
export type GuildConfig = z.output<z.ZodObject<typeof shape>>

/** What somebody says for one guild: some of it. Nothing in it is ever expanded: a `{{NAME}}` is six characters and more. */
export const guildOverrides = z.strictObject(shape).partial().refine(isSmall, 'is more than 64 kB')
export type GuildOverrides = z.output<typeof guildOverrides>

/** Which layer says what counts in a guild. `guild` is its own people; the operator's are `environment`, `file` and `default`. */
export type GuildLayer = 'guild' | 'environment' | 'file' | 'default' | 'unset'

/** What an operator says: for one guild, for all, and what is locked. */
export interface OperatorConfig {
  of(guildId: string): Readonly<Record<GuildPath, { value: unknown; layer: GuildLayer }>>
  locked: ReadonlySet<GuildPath>
}

/** What counts in a guild, and which layer says each of it. */
export interface EffectiveGuildConfig {
  config: GuildConfig
  layers: Readonly<Record<GuildPath, GuildLayer>>
  /** Number of the guild's own version; 0 when its people never said anything. */
  version: number
}

const complete = z.object(shape)

/** Lays what the people of a guild say over what the operator does. What is locked now does not count, also when it was said before. */
export function effectiveConfig(
  guildId: string,
  operator: OperatorConfig,
  overrides: GuildOverrides,
  version: number,
): EffectiveGuildConfig {
  const below = operator.of(guildId)
  const chosen = guildPaths.map((path) => {
    const own = operator.locked.has(path) ? undefined : overrides[path]
    return own === undefined ? { path, ...below[path] } : { path, value: own, layer: 'guild' as const }
  })
  return {
    config: complete.parse(Object.fromEntries(chosen.map(({ path, value }) => [path, value]))),
    layers: Object.fromEntries(chosen.map(({ path, layer }) => [path, layer])) as Record<GuildPath, GuildLayer>,
    version,
  }
}

function isSmall(overrides: unknown): boolean {
  return JSON.stringify(overrides).length <= 64_000
}
