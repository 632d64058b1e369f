import { serviceToken } from '@kaltura-discord/api'
import { expect, test } from 'vitest'
import { givenParty, pia, place, serverSecret, tom } from '../testing/invited-party.ts'

const member = { userId: tom, displayName: 'Tom', roleIds: [], permissions: '8' }
const otherId = '1100000000000000088'

test('[D63] the bearer of a person opens no route of a bot, and the service token none of a person', async () => {
  const { as, ask } = await givenParty()
  const authorization = `Bearer ${await serviceToken(serverSecret)}`
  const offer = { member, entryId: '0_lecture1' }

  expect((await as(tom, `/api/v1/guilds/${place.guildId}/offers`, offer)).json).toMatchObject({ status: 401, code: 'auth.service' })
  expect((await ask('/api/v1/activity/bootstrap', place, { authorization })).json).toMatchObject({ status: 401, code: 'auth.viewer' })
  expect((await ask(`/api/v1/guilds/${place.guildId}/offers`, offer, { authorization })).json).toMatchObject({ kind: 'offered' })
})

test.each([
  ['an instance id', { instanceId: 'i-2' }],
  ['another guild', { guildId: otherId }],
  ['another channel', { channelId: otherId }],
])('[D64] whoever guesses %s gets neither a room ticket nor a KS', async (_, guess) => {
  const { as, granted } = await givenParty()
  const answers = await Promise.all(
    ['bootstrap', 'room-ticket', 'entry', 'entries', 'invitations'].map((call) =>
      as(tom, `/api/v1/activity/${call}`, { ...place, ...guess, entryId: '0_lecture1', query: '' }),
    ),
  )

  expect(answers.map(({ json }) => json.code)).toEqual(Array(5).fill('activity.not-a-participant'))
  expect(granted).toEqual([])
})

test('[D66] a role, rights or another user in a body are not read', async () => {
  const { as, tickets } = await givenParty()
  const wishes = {
    role: 'manager',
    mayControl: true,
    mayModerate: true,
    userId: tom,
    member: { ...member, role: 'host' },
    permissions: '8',
  }
  const { json } = await as(pia, '/api/v1/activity/bootstrap', { ...place, ...wishes })

  expect(json.member).toMatchObject({ id: pia, role: 'viewer' })
  expect((await tickets.readRoom(json.roomTicket))?.member).toEqual({ id: pia, name: `user ${pia}`, mayControl: false })
})
