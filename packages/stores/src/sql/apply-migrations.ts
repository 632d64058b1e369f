import type { SqlEngine } from './engine.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'

/** {@link migrate} on an engine that answers later. */
export async function applyMigrations(engine: SqlEngine, known?: readonly Migration[]): Promise<void> {
  const steps = migrate(engine.dialect, Date.now(), known)
  let step = steps.next()
  while (!step.done) step = steps.next(await engine.batch(step.value))
}
