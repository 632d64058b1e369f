import type { z } from 'zod'
import type { Setting, Target } from './setting.ts'
import { cacheSettings } from './settings/caches.ts'
import { connectionSettings } from './settings/connections.ts'
import { discordSettings } from './settings/discord.ts'
import { guildSettings } from './settings/guild.ts'
import { accountSettings } from './settings/kaltura.ts'
import { retentionSettings } from './settings/retention.ts'
import { serverSettings } from './settings/server.ts'

/** Every setting, by the name of its environment variable. This table is the only place that knows one. */
export const settings = {
  ...discordSettings,
  ...accountSettings,
  ...connectionSettings,
  ...serverSettings,
  ...retentionSettings,
  ...guildSettings,
  ...cacheSettings,
} as const satisfies Record<string, Setting>

type Table = typeof settings
/** Names of the settings that one of these targets needs. */
type NeededBy<T extends Target> = {
  [N in keyof Table]: [Extract<Table[N]['targets'][number], T>] extends [never] ? never : N
}[keyof Table]

/** The settings that these targets need, read. */
export type SettingsOf<T extends Target> = { [N in NeededBy<T>]: z.output<Table[N]['schema']> }

export type SettingRow = Setting & { name: string }

/** The table's rows in its order, each with its name. */
export const settingRows: readonly SettingRow[] = Object.entries<Setting>(settings).map(([name, setting]) => ({
  name,
  ...setting,
}))
