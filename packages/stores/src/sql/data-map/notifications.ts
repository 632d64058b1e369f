import type { KeptTable } from './kept-table.ts'

export const notification: KeptTable<'notification'> = {
  row: 'Something that Kaltura told us, until it is told on',
  columns: {
    id: 'Its key, and the root of the nonce of its messages',
    connection: 'Which Kaltura account told it',
    entry_id: 'What it is about',
    dedupe_keys: 'By what it is known again',
    received_at_ms: 'When',
    state: 'Whether it still waits, and what became of it',
    attempts: 'How often it was tried',
    hidden_until_ms: 'When it is tried next',
    subject: 'What happened to it, as JSON',
    lease: 'Who deals with it now',
    reason: 'Why it was given up',
  },
  people: {},
  keep: {
    since: 'received_at_ms',
    as: 'notification',
    once: { column: 'state', isOneOf: ['planned', 'parked', 'sent', 'nothing-to-say', 'given-up'] },
  },
}

export const notificationKey: KeptTable<'notification_key'> = {
  row: 'By what a notification is known again when it comes twice',
  columns: {
    connection: 'Which Kaltura account told it; part of the key',
    dedupe_key: 'A job id, or a digest of the content; part of the key',
    notification_id: 'What came first',
    received_at_ms: 'When',
  },
  people: {},
  keep: { since: 'received_at_ms', as: 'notification' },
}

export const readingCursor: KeptTable<'reading_cursor'> = {
  row: 'Up to where missed recordings of a Kaltura account were looked for, or how far the meetings of a guild had come',
  columns: { connection: 'Which account, or guild of it; the key', position: 'Up to where' },
  people: {},
  keep: { forEver: 'one row for each account and each of its guilds, written over and over' },
}

export const schemaMigration: KeptTable<'schema_migration'> = {
  row: 'A step by which the tables became what they are',
  columns: { number: 'The key', name: 'For people', checksum: 'Whether it is the step that we know', applied_at_ms: 'When' },
  people: {},
  keep: { forEver: 'the next version reads it' },
}
