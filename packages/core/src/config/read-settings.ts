import { z } from 'zod'
import { bindingProblems, type DescribedConnections, describedConnections } from './described-connections.ts'
import { noCredentials } from './kaltura-account.ts'
import { type Layered, layered, type Sources } from './layers.ts'
import { type ServerTarget, serverTargets, type Target } from './setting.ts'
import { type SettingRow, type SettingsOf, settingRows } from './settings.ts'

/** All that the server needs, read; what those about Kaltura mean together, for each connection; and which layer gave each. */
export type Settings = SettingsOf<ServerTarget> & { connections: DescribedConnections; layerOf: Layered['layerOf'] }
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

const credentials = [
  'DISCORD_APPLICATION_ID',
  'DISCORD_BOT_TOKEN',
  'DISCORD_CLIENT_SECRET',
  'KALTURA_PARTNER_ID',
  'KALTURA_ADMIN_SECRET',
  'KALTURA_APP_TOKENS',
  'KALTURA_CONNECTIONS',
] as const

const forServer = neededBy(serverTargets)
const forBot = neededBy(['bot'])

/**
 * Reads the settings of the server: environment over file over defaults. Blank counts as unset.
 *
 * It never fills a gap with something else: with one credential set and another missing the answer is `incomplete`, and whoever asked must stop.
 */
export function readSettings(sources: Sources): SettingsOutcome {
  const layers = layered(sources, forServer.rows)
  const isWithout = (names: readonly string[]) => names.every((name) => layers.layerOf(name) === 'unset')
  if (isWithout(credentials) && layers.problems.length === 0) return { kind: 'absent' }
  const read = readFor(forServer, layers)
  if (read.kind === 'incomplete') {
    const isSecretless = isWithout(['KALTURA_ADMIN_SECRET', 'KALTURA_APP_TOKENS'])
    return isSecretless ? { ...read, problems: [...read.problems, noCredentials] } : read
  }
  const connections = describedConnections(read.settings)
  if ('problems' in connections) return { kind: 'incomplete', problems: connections.problems }
  const unbound = bindingProblems(read.settings.GUILDS, connections)
  if (unbound.length > 0) return { kind: 'incomplete', problems: unbound }
  return { kind: 'complete', settings: { ...read.settings, connections, layerOf: layers.layerOf } }
}

/** Reads the settings of a bot that runs on its own. It is given nothing that it does not need. */
export function readBotSettings(sources: Sources): { kind: 'complete'; settings: BotSettings } | IncompleteSettings {
  return readFor(forBot, layered(sources, forBot.rows))
}

/** The rows that some targets need, and one schema of them. The names and types are the table's: an object that is made of rows forgets them. */
interface Needed<T extends Target> {
  rows: readonly SettingRow[]
  schema: z.ZodType<SettingsOf<T>>
}

function neededBy<T extends Target>(wanted: readonly T[]): Needed<T> {
  const rows = settingRows.filter((row) => row.targets.some((target) => wanted.some((each) => each === target)))
  const schema = z.object(Object.fromEntries(rows.map(({ name, schema }) => [name, schema])))
  return { rows, schema: schema as unknown as z.ZodType<SettingsOf<T>> }
}

function readFor<T extends Target>(
  { schema }: Needed<T>,
  { values, layerOf, problems: fileProblems }: Layered,
): { kind: 'complete'; settings: SettingsOf<T> } | IncompleteSettings {
  const parsed = schema.safeParse(values)
  if (parsed.success && fileProblems.length === 0) return { kind: 'complete', settings: parsed.data }
  return { kind: 'incomplete', problems: [...fileProblems, ...(parsed.error?.issues.map((issue) => problem(issue, layerOf)) ?? [])] }
}

function problem(issue: z.core.$ZodIssue, layerOf: Layered['layerOf']): string {
  const [name = '', ...within] = issue.path.map(String)
  if (layerOf(name) === 'unset') return `${name} is missing (${settingRows.find((row) => row.name === name)?.doc})`
  const place = layerOf(name) === 'file' ? ' of the configuration file' : ''
  return `${name}${place}${within.length > 0 ? ` at ${within.join('.')}` : ''} is not usable: ${issue.message}`
}
