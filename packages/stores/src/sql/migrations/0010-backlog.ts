import type { Migration } from './migration.ts'

/** What waits or is parked is counted without reading all that has ended. */
export const backlog: Migration = {
  number: 10,
  name: 'backlog',
  statements: ["create index delivery_backlog on delivery (state) where state in ('waiting', 'parked')"],
}
