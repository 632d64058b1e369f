import { createApiClient } from '@kaltura-discord/api'
import { grantableActions, longestGrantMs } from '@kaltura-discord/core'
import { MessageFlags } from 'discord-api-types/v10'
import { expect, test } from 'vitest'
import { grantMinutes } from '../words/bot-words.ts'
import { wordsIn } from '../words/words-in.ts'
import { endGrant, giveGrant, presentGrant } from './give-grant.ts'
import { grantedAction } from './granted-action.ts'

const nowMs = 1_700_000_000_000
const pia = { userId: '1100000000000000023', action: 'invite' } as const
const input = {
  guildId: '1100000000000000010',
  channelId: '1100000000000000011',
  member: { userId: '1100000000000000021', displayName: 'Tom', roleIds: ['1100000000000000031'], permissions: '8' },
  locale: 'en' as const,
}

/** A client whose server gives one answer. */
function given(answer: unknown, status = 200) {
  const asked: { url: string; body: unknown }[] = []
  const api = createApiClient({
    baseUrl: 'http://server',
    fetch: async (url, init) => {
      asked.push({ url: String(url), body: JSON.parse(String(init?.body)) })
      return Response.json(answer, { status })
    },
    token: () => 'token',
  })
  return { api, asked }
}

test('/kaltura grant asks in the name of the asker, until so many minutes from now, and tells them alone when it ends', async () => {
  const { api, asked } = given({ kind: 'granted' })
  const reply = presentGrant(await giveGrant(api, input, pia, 60, nowMs), 'en')

  expect(asked).toEqual([
    {
      url: 'http://server/api/v1/guilds/1100000000000000010/grants',
      body: { by: input.member, userId: pia.userId, action: 'invite', untilMs: nowMs + 3_600_000 },
    },
  ])
  expect(reply).toEqual({
    content: '<@1100000000000000023> may invite people from outside. It ends <t:1700003600:R>.',
    flags: MessageFlags.Ephemeral,
    allowed_mentions: { parse: [] },
  })
})

test('/kaltura revoke asks for a time that has come', async () => {
  const { api, asked } = given({ kind: 'ended' })
  const reply = presentGrant(await endGrant(api, input, pia), 'en')

  expect(asked).toMatchObject([{ body: { userId: pia.userId, action: 'invite', untilMs: 0 } }])
  expect(reply.content).toBe(
    '<@1100000000000000023> holds no grant to invite people from outside any more; what their roles let them, they still may.',
  )
})

test.each([
  [{ kind: 'refused', reason: 'member-may-not-grant' }, 200, 'Only a manager of this server can give others a right'],
  [{ kind: 'refused', reason: 'guild-unbound' }, 200, 'not connected to Kaltura yet'],
  [{}, 503, 'Try again'],
])('both tell the asker alone of %j', async (answer, status, words) => {
  const { api } = given(answer, status)
  const replies = [await giveGrant(api, input, pia, 60, nowMs), await endGrant(api, input, pia)].map((reply) => presentGrant(reply, 'en'))

  expect(replies).toMatchObject(Array(2).fill({ flags: MessageFlags.Ephemeral, content: expect.stringContaining(words) }))
})

test('what can be chosen is all that can be given, for no longer than it can be given', () => {
  expect(Object.keys(wordsIn('en').grant.actions).sort()).toEqual([...grantableActions].sort())
  expect(Math.max(...grantMinutes) * 60_000).toBe(longestGrantMs)
  expect([grantedAction('invite'), grantedAction('grant'), grantedAction('toString')]).toEqual(['invite', undefined, undefined])
})
