import type { KeptTable } from './kept-table.ts'

export const delivery: KeptTable<'delivery'> = {
  row: 'A message for one channel: it waits for its turn, or was sent, refused or given up',
  columns: {
    guild_id: 'Where; part of the key',
    id: 'The nonce of its message; part of the key',
    channel_id: 'Where in the guild',
    position: 'Its place among those of its channel',
    subject: 'The entry whose card it writes',
    event: 'What it tells',
    content: 'What its message is made of: title and times of the entry, language and roles of the route, as JSON',
    state: 'Whether it still waits, and what became of it',
    attempts: 'How often it was tried in vain',
    reason: 'Why the last attempt failed',
    message_id: "Discord's id of the message",
    ended_at_ms: 'When it was sent or given up',
  },
  people: {},
  keep: { since: 'ended_at_ms', as: 'delivery', once: { column: 'state', isOneOf: ['sent', 'outdated', 'refused', 'parked'] } },
}

export const deliveryChannel: KeptTable<'delivery_channel'> = {
  row: 'A channel that messages wait for',
  columns: {
    guild_id: 'Where; part of the key',
    channel_id: 'Where in the guild; part of the key',
    head: 'The place of the first message that waits',
    tail: 'The place of the last one',
    hidden_until_ms: 'When it is served next',
    lease: 'Who serves it now',
  },
  people: {},
  keep: { forEver: 'one row for each channel, written over and over' },
}

export const deliveryCard: KeptTable<'delivery_card'> = {
  row: 'A message that goes on to tell of one broadcast or recording',
  columns: {
    guild_id: 'Where; part of the key',
    channel_id: 'Where in the guild; part of the key',
    subject: 'The entry that it is about; part of the key',
    id: 'Which broadcast of it; part of the key',
    message_id: "Discord's id of the message",
    content: 'How far it has come, as JSON',
    updated_at_ms: 'When it last told something',
  },
  people: {},
  keep: { since: 'updated_at_ms', as: 'card' },
}

export const deliveryPause: KeptTable<'delivery_pause'> = {
  row: 'A guild that is told nothing until somebody resumes it; * is every guild',
  columns: { guild_id: 'Which; the key', at_ms: 'Since when' },
  people: {},
  keep: { forEver: 'until it is resumed' },
}
