import { expect, test } from 'vitest'
import { givenParty, gus, pia, place, tom } from '../testing/invited-party.ts'

const stopped = { ...place, instanceId: 'the one before', entryId: '0_lecture1', positionS: 20, queue: ['0_lecture2'], atMs: 1 }

/** Tom, who may start one, and Pia, who may not, in an Activity that no command opened; their channel stopped somewhere. */
async function opened(leftOff: Partial<typeof stopped> = {}) {
  const party = await givenParty({ launched: false })
  await party.stores.programmes.leaveOff({ ...stopped, ...leftOff })
  return {
    ...party,
    offered: async (userId: string) => (await party.as(userId, '/api/v1/activity/continuation', place)).json,
    start: (userId: string, entryId = '0_lecture1') => party.as(userId, '/api/v1/activity/start', { ...place, entryId }),
  }
}

test('whoever may start a party is offered what their channel left off, and nobody else is', async () => {
  const { offered } = await opened()

  expect(await offered(tom)).toMatchObject({ continuation: { entry: { id: '0_lecture1' }, positionS: 20, queue: ['0_lecture2'] } })
  expect(await offered(pia)).toEqual({})
})

test('what this guild may not see any more is not offered', async () => {
  expect(await (await opened({ entryId: '0_secret' })).offered(tom)).toEqual({})
})

test('what they choose is what the instance was launched for, by them, with the choice to go on', async () => {
  const { start, stores, tickets } = await opened()
  const { json } = await start(tom)

  expect(json).toMatchObject({ entry: { id: '0_lecture1' }, continuation: { positionS: 20 } })
  expect(await tickets.readRoom(json.roomTicket)).toMatchObject({ mediaId: '0_lecture1', firstHost: tom })
  expect(await stores.programmes.find(place.guildId, place.instanceId)).toMatchObject({ entryId: '0_lecture1', startedBy: tom })
})

test('of two who choose, the second joins the first', async () => {
  const { start, stores } = await opened()
  await stores.programmes.start({ ...place, entryId: '0_lecture2', startedBy: pia, atMs: 2 })

  expect((await start(tom)).json).toMatchObject({ entry: { id: '0_lecture2' } })
})

test.each([
  ['who may not start a party', pia, '0_lecture1', 'member-may-not-start'],
  ['who is not in the instance', gus, '0_lecture1', 'activity.not-a-participant'],
  ['for what the guild may not see', tom, '0_secret', 'entry-out-of-scope'],
])('nothing is chosen by somebody %s', async (_, userId, entryId, code) => {
  const { start, stores } = await opened()

  expect((await start(userId, entryId)).json).toMatchObject({ code, status: 403 })
  expect(await stores.programmes.find(place.guildId, place.instanceId)).toBeUndefined()
})

test('a guest from outside of Discord neither hears what was left off nor chooses anything, whatever they may inside', async () => {
  const { tickets, ask, stores } = await opened()
  const guest = { authorization: `Bearer ${await tickets.viewer({ userId: gus, name: 'Gus', invitedTo: place })}` }

  expect((await ask('/api/v1/activity/continuation', place, guest)).json).toEqual({})
  expect((await ask('/api/v1/activity/start', { ...place, entryId: '0_lecture1' }, guest)).json).toMatchObject({
    code: 'member-may-not-start',
  })
  expect(await stores.programmes.find(place.guildId, place.instanceId)).toBeUndefined()
})
