import { type Settings, UnavailableError } from '@kaltura-discord/core'
import { openPostgresStores, type Stores } from '@kaltura-discord/stores/postgres'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { installedPackage, type Require } from './installed-package.ts'

type Postgres = typeof import('pg')

/** What Postgres does not answer within this counts as failed, in ms. A server that comes second waits that long at most for each step of the first one's migrations. */
const queryMs = 15_000

/**
 * Where data is kept: in SQLite in the data folder, or in Postgres if the operator named one.
 * @throws InvalidInputError when Postgres is named and its npm package isn't there; UnavailableError when it doesn't answer; SchemaError as the stores do
 */
export async function openStores({ DATABASE_URL: url, DATA_DIR: folder }: Settings, require?: Require): Promise<Stores> {
  if (url === undefined) return openSqliteStores({ file: folder === ':memory:' ? folder : `${folder}/kaltura-discord.db` })
  const { Pool } = installedPackage<Postgres>('pg', 'DATABASE_URL is set', require)
  const pool = new Pool({
    connectionString: url,
    pipeline: true,
    connectionTimeoutMillis: 5000,
    query_timeout: queryMs,
    application_name: 'kaltura-discord',
  })
  try {
    return await openPostgresStores({ pool })
  } catch (error) {
    await pool.end()
    if (!(error instanceof UnavailableError)) throw error
    // The cause is left out on purpose: what a driver says may repeat the address, and that holds a password.
    const reason = reasonOf(error.cause)
    throw new UnavailableError(
      `The Postgres that DATABASE_URL names does not answer, or not to this server${reason ? ` (${reason})` : ''}. Is it running, and are its name, user and password right?`,
      { details: { reason } },
    )
  }
}

/** The code of Postgres or of the network, such as `28P01` (password) or `ECONNREFUSED`. */
function reasonOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && /^[A-Z0-9_]{1,30}$/.test(String(cause.code)) ? String(cause.code) : undefined
}
