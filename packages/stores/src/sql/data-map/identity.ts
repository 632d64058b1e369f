import type { KeptTable } from './kept-table.ts'

export const identityLink: KeptTable<'identity_link'> = {
  row: 'A Discord user who proved to be a Kaltura user',
  columns: {
    connection: 'In which Kaltura account; part of the key',
    discord_user_id: 'Who in Discord; part of the key',
    kaltura_user_id: 'Who in Kaltura',
    kaltura_key: 'The same without case, as Kaltura compares',
    sole_key: 'Lets two Discord users be one Kaltura user only where the operator does',
    proof: 'Who vouched',
    at_ms: 'When',
  },
  people: { discord_user_id: 'remove' },
  keep: { forEver: 'until the person unlinks or is forgotten' },
}

export const linkCode: KeptTable<'link_code'> = {
  row: 'A code that somebody was shown and has not brought back',
  columns: {
    connection: 'For which Kaltura account; part of the key',
    selector: 'The first letters of the code; part of the key',
    digest: 'A keyed digest of the code, which is not kept itself',
    asked_in: 'In which guild it was asked for; whoever brings it back does not know',
    discord_user_id: 'By whom',
    expires_at_ms: 'When it ends',
    attempts_left: 'How often it may still be tried',
  },
  people: { discord_user_id: 'remove' },
  keep: { since: 'expires_at_ms', as: 'linkCode' },
}
