import { type Entry, UnavailableError, type WatchDecision } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { queueableEntry } from './queueable-entry.ts'

const entry: Entry = {
  id: '0_lec01abc',
  name: 'Orbits',
  description: '',
  durationS: 60,
  kind: 'video',
  status: 'ready',
  tags: [],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 0,
}
const pass = { room: '10/11/i-1', mediaId: '0_first001', member: { id: '21', name: 'Tom', mayControl: false }, expiresAtMs: 0 }

/** A guild whose members are these, and what it says of any entry. */
function given(members: readonly string[], decision: WatchDecision = { kind: 'allowed', entry }) {
  const asked: unknown[] = []
  const member = async (guildId: string, userId: string) =>
    guildId === '10' && members.includes(userId) ? { userId, displayName: 'Tom', roleIds: [], permissions: '0' } : undefined
  const admit = async ({ guildId, entryId }: { guildId: string; entryId: string }) => {
    asked.push([guildId, entryId])
    return decision
  }
  return { asked, queueable: queueableEntry({ discord: { member }, watch: { admit } }) }
}

test('what the guild may see is listed under its own title and length, whatever the member says', async () => {
  const { queueable, asked } = given(['21'])

  expect(await queueable(pass, '0_lec01abc')).toEqual({ kind: 'media', title: 'Orbits', durationS: 60 })
  expect(asked).toEqual([['10', '0_lec01abc']])
})

test('a live stream has no length, and its room counts as it does', async () => {
  const { queueable } = given(['21'], { kind: 'allowed', entry: { ...entry, kind: 'live' } })

  expect(await queueable(pass, '0_lec01abc')).toEqual({ kind: 'media', title: 'Orbits', live: true })
})

test('what the guild may not see is refused, and so is whoever left the guild, or has a room that is not of ours', async () => {
  const outside = given(['21'], { kind: 'refused', reason: 'entry-out-of-scope' })
  const left = given([])

  expect(await outside.queueable(pass, '0_lec01abc')).toMatchObject({ kind: 'refused' })
  expect(await left.queueable(pass, '0_lec01abc')).toEqual({ kind: 'refused' })
  expect(await given(['21']).queueable({ ...pass, room: 'lobby' }, '0_lec01abc')).toEqual({ kind: 'refused' })
  expect(left.asked).toEqual([])
})

test('while Discord does not answer, nothing is decided', async () => {
  const discord = {
    async member(): Promise<undefined> {
      throw new UnavailableError('Discord did not answer.')
    },
  }
  const admit = async () => ({ kind: 'allowed', entry }) as const

  await expect(queueableEntry({ discord, watch: { admit } })(pass, '0_lec01abc')).rejects.toThrow('Discord did not answer.')
})
