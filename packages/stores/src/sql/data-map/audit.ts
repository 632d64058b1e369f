import type { KeptTable } from './kept-table.ts'

export const auditEntry: KeptTable<'audit_entry'> = {
  row: 'A link in the chain of what was done in a guild',
  columns: {
    guild_id: 'Where, empty for what is no guild’s business; part of the key',
    seq: 'Its place in the chain; part of the key',
    at_ms: 'When',
    action: 'What was done',
    outcome: 'What came of it',
    event_id: 'By what a repeated event is known again',
    body_hash: 'Digest of the body with its salt',
    prev_hash: 'Digest of the link before',
    hash: 'Digest of all of it',
  },
  people: {},
  keep: { forEver: 'a chain without a link proves nothing; it names nobody' },
}

export const auditBody: KeptTable<'audit_body'> = {
  row: 'Who did what to whom, of one link of the audit',
  columns: {
    guild_id: 'Of which link; part of the key',
    seq: 'Of which link; part of the key',
    at_ms: 'When',
    salt: 'Makes its digest tell nothing once it is gone',
    actor_kind: 'Whether a user or a program did it',
    actor_id: 'Who did it',
    subject_id: 'Whom it is about',
    details: 'What the event said, as JSON, without secrets',
  },
  people: { actor_id: 'remove', subject_id: 'remove' },
  keep: { since: 'at_ms', as: 'auditBody' },
}
