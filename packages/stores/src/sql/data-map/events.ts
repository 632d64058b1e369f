import type { KeptTable } from './kept-table.ts'

export const event: KeptTable<'event'> = {
  row: 'Something that happened, for whoever subscribes',
  columns: {
    position: 'Its place in the one order; part of the key',
    id: 'By what it is known again when it is told twice',
    type: 'What happened',
    guild_id: 'Where, empty for what is no guild’s business; part of the key',
    at_ms: 'When',
    actor_kind: 'Whether a user or a program did it',
    actor_id: 'Who did it',
    subject_id: 'Whom it is about',
    data: 'What its type says, as JSON: ids and literals, nothing that people wrote',
  },
  people: { actor_id: 'remove', subject_id: 'remove' },
  keep: { since: 'at_ms', as: 'event' },
}

export const eventHead: KeptTable<'event_head'> = {
  row: 'The position of the last event, also when that is gone',
  columns: { id: 'The key of the one row', position: 'Up to where' },
  people: {},
  keep: { forEver: 'one row, written over and over' },
}

export const eventSubscriber: KeptTable<'event_subscriber'> = {
  row: 'Up to where one subscriber has dealt with the events',
  columns: {
    name: 'Which one; the key',
    term: 'How often it was claimed: an older claim changes nothing',
    position: 'Up to where',
    attempts: 'How often the event behind that failed',
    hidden_until_ms: 'When it may be claimed next',
  },
  people: {},
  keep: { forEver: 'one row for each subscriber, written over and over' },
}

export const parkedEvent: KeptTable<'parked_event'> = {
  row: 'An event that a subscriber could not deal with',
  columns: {
    subscriber: 'Which one; part of the key',
    position: 'Which event; part of the key',
    event_id: 'Which event',
    reason: 'Why, without secrets',
    at_ms: 'When it was set aside',
    replay: 'By which order it is dealt with again; empty while it is only set aside',
  },
  people: {},
  keep: { since: 'at_ms', as: 'parkedEvent' },
}
