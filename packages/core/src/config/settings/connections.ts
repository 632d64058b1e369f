import { z } from 'zod'
import { isBlank } from '../blank.ts'
import { isObject } from '../plain-object.ts'
import type { Setting } from '../setting.ts'
import { json, only } from '../written-forms.ts'
import { accountSettings } from './kaltura.ts'

/** The connection that `KALTURA_…` and `kaltura.…` describe. */
export const mainConnection = 'main'

type Accounts = typeof accountSettings
/** What one connection is described by, under the names of the settings of `main`. */
export type ConnectionSettings = { [N in keyof Accounts]: z.output<Accounts[N]['schema']> }

/** Each setting of a connection with its name inside `kaltura.connections.<name>`. */
const fields = Object.entries<Setting & { path: string }>(accountSettings).map(([name, setting]) => ({
  ...setting,
  name,
  field: setting.path.replace('kaltura.', ''),
}))
export const connectionFields: ReadonlySet<string> = new Set(fields.map(({ field }) => field))

export const accountNames = Object.keys(accountSettings) as readonly (keyof Accounts)[]

/** A sentence about the settings of `main`, as it is about those of another connection. */
export function inConnection(connection: string, sentence: string): string {
  const named = sentence.replace(/\bKALTURA_[A-Z_]+/g, (name) => fields.find((each) => each.name === name)?.field ?? name)
  return `The connection ${connection}: ${named}`
}

/** The rules are those of `main`: the same forms, the same defaults, and what is blank is not said. */
const connection = z
  .unknown()
  .transform((given, context) => {
    if (!isObject(given)) return given
    const said = Object.fromEntries(Object.entries(given).filter(([, value]) => !isBlank(value)))
    for (const { field, doc, schema, default: usual } of fields) {
      if (field in said) continue
      if (usual !== undefined) said[field] = usual
      else if (!schema.safeParse(undefined).success) context.addIssue({ code: 'custom', path: [field], message: `is missing (${doc})` })
    }
    return said
  })
  .pipe(only(Object.fromEntries(fields.map(({ field, schema }) => [field, schema]))))
  .transform((said) => Object.fromEntries(fields.map(({ name, field }) => [name, said[field]])))

const named = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'the name of a connection is a small letter, and up to 31 small letters, digits and - behind it')
  .refine((name) => name !== mainConnection, `${mainConnection} is what the settings KALTURA_… themselves describe`)

/** Connections by their names, `main` left out. The names and types are the table's: an object that is made of rows forgets them. */
const otherConnections = json(
  z.record(named, connection as unknown as z.ZodType<ConnectionSettings>, {
    error: ({ code, issues }) => (code === 'invalid_key' ? issues[0]?.message : undefined),
  }),
)

/** All connections to Kaltura. */
export const connectionSettings = {
  KALTURA_CLIENT: {
    path: 'kaltura.client',
    schema: z.enum(['fetch', 'kaltura-client']),
    default: 'fetch',
    doc: 'What carries calls to Kaltura: our own client, or the npm package kaltura-client (AGPL), which you install beside the server',
    targets: ['kaltura', 'auth'],
  },
  KALTURA_CONNECTIONS: {
    path: 'kaltura.connections',
    schema: otherConnections.optional(),
    doc: 'Kaltura accounts beside the one of the settings above, which is main, by their names, as JSON: see docs/kaltura.md',
    targets: ['kaltura', 'auth', 'notifications', 'activity'],
    secret: true,
  },
} as const satisfies Record<string, Setting>
