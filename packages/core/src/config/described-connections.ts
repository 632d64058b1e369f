import { type KalturaAccount, kalturaAccountOf } from './kaltura-account.ts'
import { accountNames, type ConnectionSettings, inConnection, mainConnection } from './settings/connections.ts'

/** A connection to Kaltura as the settings describe it: its name, each of its settings, and what they mean together. */
export interface DescribedConnection extends ConnectionSettings {
  name: string
  account: KalturaAccount
}

/** `main` first. */
export type DescribedConnections = readonly [DescribedConnection, ...DescribedConnection[]]

type Said = ConnectionSettings & { KALTURA_CONNECTIONS?: Readonly<Record<string, ConnectionSettings>> | undefined }
type Described = { kind: 'described'; connection: DescribedConnection } | { kind: 'lacking'; problems: readonly string[] }

/** Puts together what the settings say of each connection, or says in whole sentences what they lack; no value is repeated. */
export function describedConnections(settings: Said): DescribedConnections | { problems: readonly string[] } {
  const main = described(mainConnection, ofMain(settings))
  const others = Object.entries(settings.KALTURA_CONNECTIONS ?? {}).map(([name, said]) => described(name, said))
  const problems = [main, ...others].flatMap((each) => (each.kind === 'lacking' ? each.problems : []))
  if (main.kind === 'lacking' || problems.length > 0) return { problems }
  return [main.connection, ...others.flatMap((each) => (each.kind === 'described' ? each.connection : []))]
}

function described(name: string, said: ConnectionSettings): Described {
  const account = kalturaAccountOf(said)
  if (!('problems' in account)) return { kind: 'described', connection: { ...said, name, account } }
  const { problems } = account
  return { kind: 'lacking', problems: name === mainConnection ? problems : problems.map((problem) => inConnection(name, problem)) }
}

/** Nothing but what a connection has: whoever is given one is given no other secret. */
function ofMain(settings: Said): ConnectionSettings {
  return Object.fromEntries(accountNames.map((name) => [name, settings[name]])) as unknown as ConnectionSettings
}

/** Where a guild is bound to no connection that there is, or to none although there are several. */
export function bindingProblems(
  guilds: readonly { connection?: string | undefined }[],
  connections: DescribedConnections,
): readonly string[] {
  const names = connections.map(({ name }) => name)
  return guilds.flatMap(({ connection }, index) => {
    if (connection === undefined ? names.length === 1 : names.includes(connection)) return []
    const wrong = connection === undefined ? 'says none of' : 'is none of'
    return [`GUILDS at ${index}.connection ${wrong} the connections that there are: ${names.join(', ')}`]
  })
}
