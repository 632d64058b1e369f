import { applyMigrations } from '../sql/apply-migrations.ts'
import { createSqlStores, type Stores } from '../sql/stores.ts'
import { type D1Client, d1Engine } from './engine.ts'

export type { D1Client, Stores }

/** The stores on Cloudflare D1; every step is one `batch`, which D1 runs as a transaction. Run {@link prepareD1} once before. */
export function createD1Stores({ client }: { client: D1Client }): Stores {
  return createSqlStores(d1Engine(client), async () => undefined)
}

/**
 * Brings the tables up to date; safe at every start, also of several Workers at once.
 * @throws SchemaError (`schema.newer`) when a newer version has been here: nothing is changed then.
 */
export async function prepareD1({ client }: { client: D1Client }): Promise<void> {
  await applyMigrations(d1Engine(client))
}
