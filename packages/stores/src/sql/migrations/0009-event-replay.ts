import type { Migration } from './migration.ts'

/** By which order an event that was set aside is dealt with again; '' for one that only lies there. */
export const eventReplay: Migration = {
  number: 9,
  name: 'event-replay',
  statements: ["alter table parked_event add column replay text not null default ''"],
}
