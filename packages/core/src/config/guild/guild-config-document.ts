import { CodedError } from '../../errors/coded-error.ts'
import { isObject } from '../plain-object.ts'
import { type GuildOverrides, guildOverrides } from './guild-config.ts'

const format = 'kaltura-discord.guild-config'

/** From the shape of one number to the next: the first takes documents of schema 1, and so on. What was written once can always be read. */
export type DocumentMigration = (overrides: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
const migrations: readonly DocumentMigration[] = []

export type ReadDocument = { kind: 'read'; overrides: GuildOverrides } | { kind: 'refused'; problems: readonly string[] }

/** Overrides as they are stored and exported: JSON that says of which schema it is. */
export function writeDocument(overrides: GuildOverrides): string {
  return JSON.stringify({ format, schema: migrations.length + 1, overrides })
}

/** Reads what {@link writeDocument} wrote, now or in an older version. Never throws, and its problems repeat no value, but for the names in a template. */
export function readDocument(text: string, steps: readonly DocumentMigration[] = migrations): ReadDocument {
  const parsed = parse(text)
  if (!isObject(parsed) || parsed.format !== format || !isObject(parsed.overrides)) return refused('This is no configuration of a guild.')
  const { schema, overrides } = parsed
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1)
    return refused('The configuration does not say of which schema it is.')
  if (schema > steps.length + 1) return refused('The configuration is of a newer version of kaltura-discord.')
  return readOverrides(steps.slice(schema - 1).reduce((older, migrate) => migrate(older), overrides))
}

/** As many as somebody reads at once; the rest is named when these are put right. */
const manyProblems = 25

/** Judges what somebody wants for a guild. */
export function readOverrides(overrides: unknown): ReadDocument {
  const read = guildOverrides.safeParse(overrides)
  if (read.success) return { kind: 'read', overrides: read.data }
  return refused(
    ...read.error.issues
      .slice(0, manyProblems)
      .map(({ path, code, message }) =>
        code === 'unrecognized_keys'
          ? 'There is a name that is no setting of guilds.'
          : `${path.join('.') || 'The configuration'}: ${message}`,
      ),
  )
}

/** Thrown when what is stored for a guild can't be read: nothing is assumed for it, since it may have restricted somebody. */
export class GuildConfigUnreadable extends CodedError<'config.unreadable'> {
  constructor(guildId: string, problems: readonly string[]) {
    super({
      code: 'config.unreadable',
      message: `What is stored as the configuration of guild ${guildId} cannot be read: ${problems.join(' ')}`,
      retryable: false,
    })
  }
}

function refused(...problems: readonly string[]): ReadDocument {
  return { kind: 'refused', problems }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
