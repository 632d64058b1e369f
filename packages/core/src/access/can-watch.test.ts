import { describe, expect, test } from 'vitest'
import type { Entry } from '../media/entry.ts'
import { emptyScope } from '../media/scope.ts'
import { canWatch as decide } from './can-watch.ts'
import type { GuildBinding } from './guild-binding.ts'

const entry: Entry = {
  id: '0_lecture1',
  name: 'Thermodynamics 1',
  description: '',
  durationS: 60,
  kind: 'video',
  status: 'ready',
  tags: ['Discord'],
  categories: ['campus>lectures>physics'],
  thumbnailUrl: undefined,
  createdAtMs: 0,
}
const binding: GuildBinding = {
  guildId: '1',
  connection: 'main',
  scope: { tags: ['discord'], categories: [] },
  controllers: [],
  announceChannelId: undefined,
}
const nowMs = 1_800_000_000_000
const viewer = { role: 'viewer', granted: [] } as const
const canWatch = (bound: GuildBinding | undefined, asked: Entry | undefined, atMs: number) => decide(bound, viewer, asked, atMs)
const within = (scope: GuildBinding['scope']) => ({ ...binding, scope })

describe('canWatch', () => {
  test('allows a ready entry that carries a tag of the scope, in any case', () => {
    expect(canWatch(binding, entry, nowMs)).toEqual({ kind: 'allowed', entry })
  })

  test('allows an entry below a category of the scope, but not one that merely begins like it', () => {
    expect(canWatch(within({ tags: [], categories: ['campus>lectures'] }), entry, nowMs).kind).toBe('allowed')
    expect(canWatch(within({ tags: [], categories: ['campus>lect'] }), entry, nowMs)).toEqual({
      kind: 'refused',
      reason: 'entry-out-of-scope',
    })
  })

  test('refuses everything to a guild that nobody bound, and to an empty scope', () => {
    expect(canWatch(undefined, entry, nowMs)).toEqual({ kind: 'refused', reason: 'guild-unbound' })
    expect(canWatch(within(emptyScope), entry, nowMs)).toEqual({ kind: 'refused', reason: 'entry-out-of-scope' })
  })

  test('refuses a member who may not watch here, whatever the entry, and lets a grant past', () => {
    const refused = { kind: 'refused', reason: 'member-may-not-watch' }

    expect(decide(binding, { role: 'outsider', granted: [] }, entry, nowMs)).toEqual(refused)
    expect(decide(binding, { role: 'outsider', granted: [] }, undefined, nowMs)).toEqual(refused)
    expect(decide(binding, { role: 'outsider', granted: ['watch'] }, entry, nowMs).kind).toBe('allowed')
  })

  test('refuses an entry that is missing, gone or not ready', () => {
    expect(canWatch(binding, undefined, nowMs)).toEqual({ kind: 'refused', reason: 'entry-unknown' })
    expect(canWatch(binding, { ...entry, status: 'gone' }, nowMs)).toEqual({ kind: 'refused', reason: 'entry-unknown' })
    expect(canWatch(binding, { ...entry, status: 'processing' }, nowMs)).toEqual({ kind: 'refused', reason: 'entry-not-ready' })
  })

  test('refuses an entry before it opens and once it has closed, to the millisecond', () => {
    const at = (times: Partial<Entry>) => canWatch(binding, { ...entry, ...times }, nowMs).kind

    expect(canWatch(binding, { ...entry, opensAtMs: nowMs + 1 }, nowMs)).toEqual({ kind: 'refused', reason: 'entry-not-open' })
    expect([{ opensAtMs: nowMs }, { closesAtMs: nowMs + 1 }, { closesAtMs: nowMs }].map(at)).toEqual(['allowed', 'allowed', 'refused'])
  })
})
