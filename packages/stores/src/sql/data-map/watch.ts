import type { KeptTable } from './kept-table.ts'

export const programme: KeptTable<'programme'> = {
  row: 'What one Activity instance was launched to show',
  columns: {
    guild_id: 'Where; part of the key',
    instance_id: "Discord's id of the instance; part of the key",
    channel_id: 'Where in the guild',
    entry_id: 'What it shows',
    started_by: 'Who launched it: the first host of its room',
    at_ms: 'When',
  },
  people: { started_by: 'empty' },
  keep: { since: 'at_ms', as: 'programme' },
}

export const leftOff: KeptTable<'left_off'> = {
  row: 'What a channel watched last, and where that stopped',
  columns: {
    guild_id: 'Where; part of the key',
    channel_id: 'Where in the guild; part of the key',
    instance_id: 'Whose room it was',
    entry_id: 'What was watched',
    position_s: 'Where it stopped',
    queue: 'Entries that waited, as JSON',
    at_ms: 'When',
  },
  people: {},
  keep: { since: 'at_ms', as: 'leftOff' },
}

export const invitation: KeptTable<'invitation'> = {
  row: 'A link that lets people outside of Discord into one room',
  columns: {
    guild_id: 'Where; part of the key',
    id: 'What the link holds; part of the key',
    channel_id: 'Into which room',
    instance_id: 'Into which room',
    created_by: 'Who may take it back',
    expires_at_ms: 'When it ends',
    uses_left: 'How many may still come',
  },
  people: { created_by: 'remove' },
  keep: { since: 'expires_at_ms', as: 'invitation' },
}

export const accessGrant: KeptTable<'access_grant'> = {
  row: 'A right that a manager gave a member for a time',
  columns: {
    guild_id: 'Where; part of the key',
    user_id: 'Who has it; part of the key',
    action: 'Which right; part of the key',
    until_ms: 'When it ends',
    given_by: 'Who gave it',
    at_ms: 'When; the latest counts',
  },
  people: { user_id: 'remove', given_by: 'empty' },
  keep: { since: 'until_ms', as: 'grant' },
}
