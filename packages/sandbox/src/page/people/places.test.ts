import { describe, expect, test } from 'vitest'
import type { SandboxChannel, SandboxGuild, SandboxState } from '../../control/contract.ts'
import { conversationsOf, isOfferedIn, listedChannels, type Place, placeOf } from './places.ts'

const channel = (id: string, change: Partial<SandboxChannel> = {}): SandboxChannel => ({
  id,
  name: `#${id}`,
  kind: 'text',
  parentId: null,
  isPrivate: false,
  archived: false,
  locked: false,
  seenBy: ['mara', 'tom'],
  writtenBy: ['mara', 'tom'],
  ...change,
})
const person = (userId: string, isBot = false) => ({ userId, name: userId, isBot, role: null })
const university: SandboxGuild = {
  id: 'u',
  name: 'University',
  hasBot: true,
  channels: [
    channel('courses', { kind: 'category' }),
    channel('maths', { parentId: 'courses' }),
    channel('general'),
    channel('staff', { seenBy: ['mara'] }),
    channel('quiz', { kind: 'thread', parentId: 'general' }),
    channel('old', { kind: 'thread', parentId: 'general', archived: true }),
  ],
  members: [person('mara'), person('tom')],
}
const study: SandboxGuild = { id: 's', name: 'Study', hasBot: false, channels: [channel('revision')], members: [person('tom')] }
const state = {
  guilds: [university, study],
  directs: [{ id: 'd', people: [person('tom'), person('kaltura', true)] }],
} as unknown as SandboxState
const inGuild = (guild: SandboxGuild): Place => ({ kind: 'guild', id: 'x', name: 'x', guild, channel: channel('x') })
const conversation: Place = { kind: 'direct', id: 'd', name: 'gus', withBot: false }

describe('the places of a client', () => {
  test('are listed with threads after their channel and categories last, without what one does not see', () => {
    expect(listedChannels(university, 'tom').map(({ id }) => id)).toEqual(['general', 'quiz', 'courses', 'maths'])
    expect(listedChannels(university, 'mara').map(({ id }) => id)).toEqual(['general', 'quiz', 'staff', 'courses', 'maths'])
  })

  test('are where one chose to be, or the first channel that one sees', () => {
    const idOf = (userId: string, chosen: Parameters<typeof placeOf>[2]) => placeOf(state, userId, chosen)?.id

    expect(idOf('tom', { channelId: 'd' })).toBe('d')
    expect(idOf('mara', { channelId: 'd' })).toBe('maths')
    expect(idOf('tom', { channelId: 'staff' })).toBe('maths')
    expect(idOf('tom', { guildId: 's' })).toBe('revision')
    expect(idOf('mara', { guildId: 's' })).toBe('maths')
  })

  test('name a conversation after the other one', () => {
    expect(conversationsOf(state, 'tom')).toEqual([{ id: 'd', name: 'kaltura', withBot: true }])
  })

  test.each([
    ['a guild’s own command, there', { guild_id: 'u' }, inGuild(university), false, true],
    ['a guild’s own command, elsewhere', { guild_id: 'u' }, inGuild(study), true, false],
    ['a command for guilds, where the bot isn’t', { integration_types: [0] }, inGuild(study), true, false],
    ['a command for people, installed', { integration_types: [0, 1] }, inGuild(study), true, true],
    ['a command for people, not installed', { integration_types: [0, 1] }, inGuild(study), false, false],
    ['a command for guilds alone, in a conversation', { integration_types: [1], contexts: [0] }, conversation, true, false],
    ['a command for everywhere, in a conversation', { integration_types: [1], contexts: null }, conversation, true, true],
  ])('offer %s: as Discord does', (_, command, place, installed, expected) => {
    expect(isOfferedIn(command, place, installed)).toBe(expected)
  })
})
