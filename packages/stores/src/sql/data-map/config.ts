import type { KeptTable } from './kept-table.ts'

export const guildConfig: KeptTable<'guild_config'> = {
  row: 'What the people of a guild said at one time about how it is set up',
  columns: {
    guild_id: 'Which guild; part of the key',
    version: 'Which of its versions; part of the key',
    document: 'What was said, as JSON: a language, role ids, channels, Kaltura user ids whose videos a channel hears of, texts of messages',
    changed_by: 'Who said it',
    at_ms: 'When',
  },
  people: { changed_by: 'empty' },
  keep: { forEver: 'the newest version of a guild counts; before it the last hundred are kept, to be looked at and gone back to' },
}
