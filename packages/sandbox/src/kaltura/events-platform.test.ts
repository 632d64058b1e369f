import { describe, expect, test } from 'vitest'
import { nowMs, type PluginClient, startKaltura } from '../testing/plugin-client.ts'

const day = (number: number) => new Date(nowMs + number * 86_400_000).toISOString()
const draft = { templateId: 'tm1000', name: 'Open day', startDate: day(1), endDate: day(2), timezone: 'Europe/Berlin' }

describe('the Events Platform', () => {
  test('an event is created, found, changed and deleted', async () => {
    const { ask } = await start()
    const { json } = await ask('events/create', draft)
    expect(json).toEqual({
      event: {
        ...draft,
        id: expect.any(Number),
        publicDomain: `${json.event.id}.events.sandbox.localhost`,
        description: '',
        logoUrl: '',
        bannerImageUrl: '',
        labels: [],
        createdAt: day(0),
        updatedAt: day(0),
        languages: ['en'],
        isRegistrationOpen: true,
        doorsOpenDate: draft.startDate,
        templateName: 'Interactive session',
      },
      status: 'ok',
    })
    const { id } = json.event
    expect((await ask('events/update', { id, name: 'Open week', labels: ['discord'] })).json).toMatchObject({
      event: { name: 'Open week', labels: ['discord'], timezone: 'Europe/Berlin' },
      status: 'ok',
    })
    expect((await ask('events/delete', { id })).json).toMatchObject({ event: { id, name: 'Open week' }, status: 'ok' })
    expect((await ask('events/delete', { id })).json).toEqual({ status: 'ResourceDoesNotExist' })
  })

  test('events are listed five at a time, newest first, and never more than fifteen', async () => {
    const { ask } = await start()
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) await ask('events/create', { ...draft, name })
    const names = async (body: object) => (await ask('events/list', body)).json.events?.map((event: { name: string }) => event.name)

    expect(await names({})).toEqual(['F', 'E', 'D', 'C', 'B'])
    expect(await names({ orderBy: '+name', pager: { offset: 4, limit: 15 } })).toEqual(['E', 'F'])
    expect(await names({ filter: { searchTerm: 'c' } })).toEqual(['C'])
    expect(await names({ filter: { startDateGreaterThanOrEqual: day(1.5) } })).toEqual([])
    expect((await ask('events/list', { pager: { limit: 16 } })).json).toEqual({ status: 'InvalidArgument' })
  })

  test.each([
    ['an unknown template', { ...draft, templateId: 'tm9999' }],
    ['an end before the start', { ...draft, endDate: day(0) }],
    ['no time zone', { ...draft, timezone: 'Mars/Olympus' }],
    ['no name', { ...draft, name: '' }],
  ])('%s is an InvalidArgument inside HTTP 200', async (_, body) => {
    const { ask } = await start()
    expect(await ask('events/create', body)).toEqual({ status: 200, json: { status: 'InvalidArgument' } })
  })

  test('who has no KS logs in anew, a USER KS is forbidden, and who is not in the team gets a 500', async () => {
    const { ask, ks, kaltura } = await start()
    const admin = kaltura.eventsAdmin
    const asked = async (authorization: string) => ask('events/list', {}, authorization)

    expect(await asked('')).toEqual({ status: 200, json: { status: 'NEW_LOGIN_REQUIRED' } })
    expect(await asked(`Bearer ${await ks({ userId: admin, expiresInS: -1 })}`)).toMatchObject({ json: { status: 'NEW_LOGIN_REQUIRED' } })
    expect(await asked(`Bearer ${await ks({ userId: admin, user: true })}`)).toMatchObject({ status: 200, json: { status: 'Forbidden' } })
    expect(await asked(`Bearer ${await ks({ userId: 'stranger' })}`)).toMatchObject({ status: 500 })
    expect(await asked(`KS ${await ks({ userId: admin })}`)).toMatchObject({ status: 200, json: { status: 'ok' } })
  })

  test('an event may have been created although the answer is a 500', async () => {
    const { ask, kaltura } = await start()
    kaltura.stumbleAfterCreating()
    expect(await ask('events/create', draft)).toMatchObject({ status: 500 })
    expect((await ask('events/list', { filter: { searchTerm: 'Open day' } })).json).toMatchObject({ totalCount: 1 })
    expect(await ask('events/create', draft)).toMatchObject({ status: 200 })
  })

  test('sessions have speakers and moderators, who have to be that in the event', async () => {
    const { ask } = await start()
    const eventId = (await ask('events/create', draft)).json.event.id
    const session = (await ask('sessions/create', { eventId, session: { name: 'Welcome', type: 'MeetingEntry' } })).json.session
    expect(session).toMatchObject({ id: expect.stringMatching(/^0_\w{8}$/), type: 'MeetingEntry', visibility: 'published', tags: [] })
    const invite = async (email: string, roles: string[]) =>
      (await ask('event-users/invite', { eventId, firstName: 'Jane', lastName: 'Doe', email, roles })).json.user.id
    const [speaker, guest] = [await invite('jane@example.org', ['Speaker']), await invite('tom@example.org', ['Attendees'])]
    const at = { eventId, sessionId: session.id }

    expect((await ask('session-participants/add', { ...at, speakers: [{ userId: guest }] })).json).toEqual({ status: 'InvalidArgument' })
    expect((await ask('session-participants/add', { ...at, speakers: [{ userId: speaker, order: 1 }] })).json).toEqual({ status: 'ok' })
    await ask('event-users/update', { eventId, userId: guest, roles: ['Moderator'] })
    await ask('session-participants/add', { ...at, moderatorIds: [guest] })
    await ask('session-participants/update', { ...at, speakers: [{ userId: speaker, isHidden: true, role: 'advancedSpeaker' }] })

    expect((await ask('session-participants/list', at)).json).toMatchObject({
      speakers: [{ id: speaker, type: 'speaker', order: 1, isHidden: true, sessionRole: 'advancedSpeaker' }],
      moderators: [{ id: guest, type: 'moderator' }],
      status: 'ok',
    })
    expect((await ask('sessions/speakerList', at)).json).toMatchObject({ speakers: [{ id: speaker, email: 'jane@example.org' }] })
    await ask('session-participants/remove', { ...at, moderatorIds: [guest] })
    await ask('event-users/delete', { eventId, userId: speaker })
    expect((await ask('session-participants/list', at)).json).toEqual({ speakers: [], moderators: [], status: 'ok' })
    expect((await ask('sessions/list', { eventId })).json).toMatchObject({ sessions: [{ id: session.id }] })
    expect((await ask('sessions/list', { eventId: 1 })).json).toEqual({ status: 'ResourceDoesNotExist' })
  })

  test('the roles of a user are only ever added to', async () => {
    const { ask } = await start()
    const eventId = (await ask('events/create', draft)).json.event.id
    const person = { eventId, firstName: 'Jane', lastName: 'Doe', email: 'jane@example.org' }
    const { user } = (await ask('event-users/invite', person)).json
    expect(user).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{64}$/), roles: ['Attendees'], status: 'Invited' })
    await ask('event-users/update', { eventId, userId: user.id, roles: ['Speaker'] })
    expect((await ask('event-users/list', { eventId, filter: { roles: ['Speaker'] } })).json).toMatchObject({
      totalCount: 1,
      users: [{ roles: ['Attendees', 'Speaker'] }],
    })
  })

  test('an event is duplicated by a job that makes another one with its sessions', async () => {
    const { ask } = await start()
    const sourceEventId = (await ask('events/create', draft)).json.event.id
    await ask('sessions/create', { eventId: sourceEventId, session: { name: 'Welcome', type: 'LiveWebcast' } })
    const { jobId } = (await ask('events/duplicate', { sourceEventId, event: { name: 'Next year', timezone: 'UTC' } })).json
    const { jobState, eventId } = (await ask('events/duplicateStatus', { jobId })).json

    expect(jobState).toBe('completed')
    expect((await ask('sessions/list', { eventId: Number(eventId) })).json).toMatchObject({ sessions: [{ name: 'Welcome' }] })
    expect((await ask('events/list', { filter: { searchTerm: 'Next year' } })).json).toMatchObject({ totalCount: 1 })
    expect((await ask('events/duplicateStatus', { jobId: 'none' })).json).toMatchObject({ jobState: 'unknown' })
  })

  test('who is taken out of the team may no longer do anything', async () => {
    const { ask, ks } = await start()
    const person = { email: 'new@example.org', role: 'Organizer', firstName: 'New', lastName: 'Member' }
    const { teamMember } = (await ask('team-members/create', person)).json
    const own = `Bearer ${await ks({ userId: person.email })}`
    expect(await ask('team-members/list', {}, own)).toMatchObject({ json: { totalCount: 2, status: 'ok' } })
    expect((await ask('team-members/update', { id: teamMember.id, disabled: true })).json).toMatchObject({ teamMember: { disabled: true } })
    expect(await ask('team-members/list', {}, own)).toMatchObject({ status: 500 })
    expect((await ask('team-members/delete', { id: teamMember.id })).json).toEqual({ status: 'ok' })
    expect((await ask('team-members/list', {})).json).toMatchObject({ totalCount: 1 })
  })

  test('there is nothing beside the documented calls', async () => {
    const { ask } = await start()
    expect(await ask('events/erase', {})).toMatchObject({ status: 404 })
  })
})

/** `ask` posts to the API, as its first team member unless told otherwise. */
async function start() {
  const client: PluginClient = await startKaltura()
  const own = `Bearer ${await client.ks({ userId: client.kaltura.eventsAdmin })}`
  const ask = async (call: string, body: object, authorization = own) => {
    const response = await fetch(`${client.kaltura.eventsUrl}/api/v1/${call}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(body),
    })
    return { status: response.status, json: await response.json() }
  }
  return { ...client, ask }
}
