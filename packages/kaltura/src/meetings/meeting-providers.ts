import type { MeetingProvider, MeetingProviders } from '@kaltura-discord/core'
import { createEventMeetings, type EventMeetingsOptions } from './event-meetings.ts'
import { createKafMeetings, type KafMeetingsOptions } from './kaf-meetings.ts'
import { createLegacyMeetings, type LegacyMeetingsOptions } from './legacy-meetings.ts'

/** Which of Kaltura's three kinds of meetings an account has, and what each needs. */
export type MeetingConnection =
  | ({ kind: 'kaf' } & KafMeetingsOptions)
  | ({ kind: 'legacy' } & LegacyMeetingsOptions)
  | ({ kind: 'events' } & EventMeetingsOptions)

/** The meetings of one connection to Kaltura. */
export function createMeetings(connection: MeetingConnection): MeetingProvider {
  switch (connection.kind) {
    case 'kaf':
      return createKafMeetings(connection)
    case 'legacy':
      return createLegacyMeetings(connection)
    case 'events':
      return createEventMeetings(connection)
  }
}

/** The meetings of each connection to Kaltura that has any, by its name. */
export function createMeetingProviders(connections: Readonly<Record<string, MeetingConnection>>): MeetingProviders {
  const byName = new Map(Object.entries(connections).map(([name, connection]) => [name, createMeetings(connection)]))
  return { find: (connection) => byName.get(connection) }
}
