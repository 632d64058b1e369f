import { z } from 'zod'
import { type KalturaAccount, kalturaAccountOf, noCredentials } from './kaltura-account.ts'
import { type ServerTarget, serverTargets, type Target } from './setting.ts'
import { type SettingRow, type SettingsOf, settingRows } from './settings.ts'

/** All that the server needs, read; and what those about the Kaltura account mean together. */
export type Settings = SettingsOf<ServerTarget> & { kaltura: KalturaAccount }
/** What a bot that runs on its own needs. */
export type BotSettings = SettingsOf<'bot'>

/** Something is set, but not enough, or wrong: each problem names a setting and says what to do; no value is repeated. */
export interface IncompleteSettings {
  kind: 'incomplete'
  problems: readonly string[]
}
export type SettingsOutcome =
  | { kind: 'complete'; settings: Settings }
  /** Nothing that only a real deployment needs is set. */
  | { kind: 'absent' }
  | IncompleteSettings

/** Environment variables, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

const credentials = [
  'DISCORD_APPLICATION_ID',
  'DISCORD_BOT_TOKEN',
  'DISCORD_CLIENT_SECRET',
  'KALTURA_PARTNER_ID',
  'KALTURA_ADMIN_SECRET',
  'KALTURA_APP_TOKENS',
] as const

/**
 * Reads the settings of the server from environment variables. Blank counts as unset.
 *
 * It never fills a gap with something else: with one credential set and another missing the answer is `incomplete`, and whoever asked must stop.
 */
export function environmentSettings(environment: Environment): SettingsOutcome {
  const set = setOf(environment)
  if (!credentials.some((name) => name in set)) return { kind: 'absent' }
  const read = readFor(serverTargets, set)
  if (read.kind === 'incomplete') {
    const isWithout = !('KALTURA_ADMIN_SECRET' in set || 'KALTURA_APP_TOKENS' in set)
    return isWithout ? { ...read, problems: [...read.problems, noCredentials] } : read
  }
  const kaltura = kalturaAccountOf(read.settings)
  if ('problems' in kaltura) return { kind: 'incomplete', problems: kaltura.problems }
  return { kind: 'complete', settings: { ...read.settings, kaltura } }
}

/** Reads the settings of a bot that runs on its own. It is given nothing that it does not need. */
export function botSettings(environment: Environment): { kind: 'complete'; settings: BotSettings } | IncompleteSettings {
  return readFor(['bot'], setOf(environment))
}

type Values = Readonly<Record<string, unknown>>

/** The values that somebody set. */
function setOf(environment: Environment): Values {
  return Object.fromEntries(settingRows.flatMap(({ name }) => (environment[name]?.trim() ? [[name, environment[name]]] : [])))
}

function readFor<T extends Target>(wanted: readonly T[], set: Values): { kind: 'complete'; settings: SettingsOf<T> } | IncompleteSettings {
  const rows = settingRows.filter((row) => row.targets.some((target) => wanted.some((each) => each === target)))
  const schema = z.object(Object.fromEntries(rows.map(({ name, schema }) => [name, schema])))
  const parsed = schema.safeParse({ ...defaultsOf(rows, set), ...set })
  // The names and types are the table's, by `SettingsOf`: an object that is made of rows forgets them.
  if (parsed.success) return { kind: 'complete', settings: parsed.data as SettingsOf<T> }
  return { kind: 'incomplete', problems: parsed.error.issues.map((issue) => problem(issue, set)) }
}

function defaultsOf(rows: readonly SettingRow[], set: Values): Values {
  const isProduction = set.NODE_ENV === 'production'
  return Object.fromEntries(
    rows.map((row) => [row.name, isProduction ? (row.productionDefault ?? row.default) : row.default]).filter(([, value]) => value),
  )
}

function problem(issue: z.core.$ZodIssue, set: Values): string {
  const [name = ''] = issue.path.map(String)
  const doc = settingRows.find((row) => row.name === name)?.doc
  return name in set
    ? `${name} ${issue.path.length > 1 ? `at ${issue.path.slice(1).join('.')} ` : ''}is not usable: ${issue.message}`
    : `${name} is missing (${doc})`
}
