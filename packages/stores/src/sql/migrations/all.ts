import { firstTables } from './0001-first-tables.ts'
import { grants } from './0002-grants.ts'
import { deliveries } from './0003-deliveries.ts'
import { identity } from './0004-identity.ts'
import { events } from './0005-events.ts'
import { guildConfigTable } from './0006-guild-config.ts'
import { audit } from './0007-audit.ts'
import { auditGrows } from './0008-audit-grows.ts'
import { eventReplay } from './0009-event-replay.ts'
import { backlog } from './0010-backlog.ts'
import type { Migration } from './migration.ts'

/** In the order of their numbers. What the tables hold afterwards is said in `schema.ts`. */
export const migrations: readonly Migration[] = [
  firstTables,
  grants,
  deliveries,
  identity,
  events,
  guildConfigTable,
  audit,
  auditGrows,
  eventReplay,
  backlog,
]
