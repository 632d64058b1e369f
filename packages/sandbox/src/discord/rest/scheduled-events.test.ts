import {
  Events,
  GatewayIntentBits,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
} from 'discord.js'
import { describe, expect, test } from 'vitest'
import { startDiscord } from '../../testing/discord-under-test.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import { startOceanic } from '../../testing/oceanic-under-test.ts'
import { eventually, guest, member, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

const hourMs = 3_600_000
const path = `/guilds/${cast.guild.id}/scheduled-events`
const at = (ms: number) => new Date(ms).toISOString()
/** A valid body, of an hour from `nowMs` on. */
const external = (nowMs: number, change: object = {}) => ({
  name: 'Open day',
  entity_type: 3,
  privacy_level: 2,
  entity_metadata: { location: 'Room 4' },
  scheduled_start_time: at(nowMs + hourMs),
  scheduled_end_time: at(nowMs + 2 * hourMs),
  ...change,
})
const inHall = (nowMs: number, change: object = {}) => ({
  name: 'Lecture',
  entity_type: 2,
  privacy_level: 2,
  channel_id: cast.lectureHall.id,
  scheduled_start_time: at(nowMs + hourMs),
  ...change,
})
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe('scheduled events', () => {
  test('are made, started, ended and told of with a real discord.js client', async () => {
    const { bot } = await startSandbox()
    const client = await bot([GatewayIntentBits.GuildScheduledEvents])
    const heard: string[] = []
    client.on(Events.GuildScheduledEventCreate, ({ name }) => heard.push(`made ${name}`))
    client.on(Events.GuildScheduledEventUpdate, (_, { status }) => heard.push(`now ${status}`))
    const guild = await client.guilds.fetch(cast.guild.id)

    const event = await guild.scheduledEvents.create({
      name: 'Film night',
      scheduledStartTime: Date.now() + hourMs,
      privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
      entityType: GuildScheduledEventEntityType.Voice,
      channel: cast.lectureHall.id,
      image: pixel,
    })
    await event.setStatus(GuildScheduledEventStatus.Active)
    await event.setStatus(GuildScheduledEventStatus.Completed)
    await eventually(() => heard.length === 3)

    expect(heard).toEqual(['made Film night', 'now 2', 'now 3'])
    expect(event).toMatchObject({
      channelId: cast.lectureHall.id,
      image: expect.stringMatching(/^[0-9a-f]{32}$/),
      creatorId: client.user.id,
    })
    expect((await guild.scheduledEvents.fetch()).size).toBe(0)
  })

  test('are there for an oceanic.js client that connects later, and their guests too', async () => {
    const under = await startSandbox()
    const created = await under.rest('POST', path, { body: external(Date.now()) })
    const client = await startOceanic(under, ['GUILDS', 'GUILD_SCHEDULED_EVENTS'])
    const added = new Promise<string>((resolve) => client.on('guildScheduledEventUserAdd', (_, user) => resolve(user.id)))

    const interested = await under.control('PUT', `/members/${guest}/scheduled-events/${created.json.id}/interest`)
    const users = await client.rest.guilds.getScheduledEventUsers(cast.guild.id, created.json.id, { withMember: true })

    expect(interested.status).toBe(204)
    expect(await added).toBe(guest)
    expect((await client.rest.guilds.getScheduledEvents(cast.guild.id)).map(({ name }) => name)).toEqual(['Open day'])
    expect(users.map(({ user, member: one }) => [user.username, one?.joinedAt instanceof Date])).toEqual([['gus', true]])
  })

  test('say how many are interested when asked to', async () => {
    const { rest, control } = await startSandbox()
    const { json } = await rest('POST', path, { body: external(Date.now()) })
    await control('PUT', `/members/${guest}/scheduled-events/${json.id}/interest`)
    await control('PUT', `/members/${member}/scheduled-events/${json.id}/interest`)
    await control('DELETE', `/members/${guest}/scheduled-events/${json.id}/interest`)

    const counted = await rest('GET', `${path}/${json.id}?with_user_count=true`)
    const list = await rest('GET', path)
    const counts = await rest('GET', `${path}/${json.id}/users/counts`)
    const users = await rest('GET', `${path}/${json.id}/users`)

    expect([counted.json.user_count, list.json[0].user_count]).toEqual([1, undefined])
    expect(counts.json.guild_scheduled_event_count).toBe(1)
    expect(users.json.map((one: { user_id: string }) => one.user_id)).toEqual([member])
  })

  test.each([
    ['an external one without a place', { entity_metadata: undefined }, 'entity_metadata.location', 'BASE_TYPE_REQUIRED'],
    ['an external one without an end', { scheduled_end_time: undefined }, 'scheduled_end_time', 'BASE_TYPE_REQUIRED'],
    ['a past start', { scheduled_start_time: '2020-01-01T00:00:00Z' }, 'scheduled_start_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST'],
    ['a start that is no time', { scheduled_start_time: 'soon' }, 'scheduled_start_time', 'DATE_TIME_TYPE_PARSE'],
    ['a name too long', { name: 'x'.repeat(101) }, 'name', 'BASE_TYPE_BAD_LENGTH'],
    ['a description too long', { description: 'x'.repeat(1001) }, 'description', 'BASE_TYPE_MAX_LENGTH'],
    ['a picture that is none', { image: 'data:image/png;base64,AAAA' }, 'image', 'IMAGE_INVALID'],
  ])('are refused with %s', async (_, change, field, code) => {
    const { discord, api, fetch } = await startDiscord()

    const answer = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.secrets.botToken}`, 'content-type': 'text/plain' },
      body: JSON.stringify(external(Date.now(), change)),
    })
    const refusal = await answer.json()

    expect([answer.status, refusal.code]).toEqual([400, 50035])
    expect(field.split('.').reduce((at, key) => at[key], refusal.errors)._errors[0].code).toBe(code)
  })

  test('in voice need a voice channel', async () => {
    const { rest } = await startSandbox()

    const nowhere = await rest('POST', path, { body: inHall(Date.now(), { channel_id: undefined }) })
    const inText = await rest('POST', path, { body: inHall(Date.now(), { channel_id: cast.channels.general.id }) })

    expect([nowhere.json.code, nowhere.json.errors.channel_id._errors[0].code]).toEqual([50035, 'BASE_TYPE_REQUIRED'])
    expect([inText.status, inText.json.code]).toEqual([404, 10003])
  })

  test.each([
    ['every weekday', { frequency: 3, interval: 1, by_weekday: [0, 1, 2, 3, 4] }, 200],
    ['every other Wednesday', { frequency: 2, interval: 2, by_weekday: [2] }, 200],
    ['on the fourth Wednesday', { frequency: 1, interval: 1, by_n_weekday: [{ n: 4, day: 2 }] }, 200],
    ['on 24 July', { frequency: 0, interval: 1, by_month: [7], by_month_day: [24] }, 200],
    ['on two days of the week', { frequency: 2, interval: 1, by_weekday: [2, 3] }, 400],
    ['on Mondays and Wednesdays, daily', { frequency: 3, interval: 1, by_weekday: [0, 2] }, 400],
    ['every third week', { frequency: 2, interval: 3, by_weekday: [2] }, 400],
    ['in a month without a day', { frequency: 0, interval: 1, by_month: [7] }, 400],
    ['on days and dates at once', { frequency: 2, interval: 1, by_weekday: [2], by_month: [7], by_month_day: [1] }, 400],
  ])('may recur as the client can show it: %s', async (_, rule, status) => {
    const { rest } = await startSandbox()
    const start = at(Date.now() + hourMs)

    const answer = await rest('POST', path, { body: external(Date.now(), { recurrence_rule: { start, ...rule } }) })

    expect(answer.status).toBe(status)
  })

  test('go from scheduled to active to completed, or are cancelled, and then are over', async () => {
    const { rest } = await startSandbox()
    const { json } = await rest('POST', path, { body: inHall(Date.now()) })
    const one = `${path}/${json.id}`

    const skipped = await rest('PATCH', one, { body: { status: 3 } })
    const started = await rest('PATCH', one, { body: { status: 2 } })
    const moved = await rest('PATCH', one, { body: { scheduled_start_time: at(Date.now() + 5 * hourMs) } })
    const back = await rest('PATCH', one, { body: { status: 1 } })
    const ended = await rest('PATCH', one, { body: { status: 3 } })
    const gone = await rest('GET', one)

    expect([skipped.status, started.json.status, back.status, ended.json.status]).toEqual([400, 2, 400, 3])
    expect(moved.json.errors.scheduled_start_time._errors[0].code).toBe('GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID_START_BY_STATUS')
    expect([gone.status, gone.json.code]).toEqual([404, 10070])
  })

  test('that are external begin and end by themselves', async () => {
    const clock = createManualClock()
    const { rest, sandbox } = await startSandbox({ clock })
    const { json } = await rest('POST', path, { body: external(clock.now()) })
    const statusNow = () => sandbox.discord.store.world.scheduledEvents.get(json.id)?.status

    const before = statusNow()
    clock.advance(hourMs)
    const during = statusNow()
    clock.advance(hourMs)

    expect([before, during, statusNow()]).toEqual([1, 2, undefined])
  })

  test('in voice end some minutes after the last person left', async () => {
    const clock = createManualClock()
    const { rest, sandbox } = await startSandbox({ clock })
    const { json } = await rest('POST', path, { body: inHall(clock.now()) })
    sandbox.discord.voiceStates.join(guest, cast.lectureHall.id)
    await rest('PATCH', `${path}/${json.id}`, { body: { status: 2 } })
    const statusNow = () => sandbox.discord.store.world.scheduledEvents.get(json.id)?.status

    clock.advance(hourMs)
    const withSomebody = statusNow()
    sandbox.discord.voiceStates.leave(guest, cast.guild.id)
    clock.advance(2 * 60_000)
    const soonAfter = statusNow()
    clock.advance(2 * 60_000)

    expect([withSomebody, soonAfter, statusNow()]).toEqual([2, 2, undefined])
  })

  test('that nobody starts are cancelled after some hours', async () => {
    const clock = createManualClock()
    const { rest, sandbox } = await startSandbox({ clock })
    await rest('POST', path, { body: inHall(clock.now()) })

    clock.advance(2 * hourMs)
    const late = sandbox.discord.store.world.scheduledEvents.size
    clock.advance(4 * hourMs)

    expect([late, sandbox.discord.store.world.scheduledEvents.size]).toEqual([1, 0])
  })

  test('take CREATE_EVENTS to make; MANAGE_EVENTS alone is enough for those of others', async () => {
    const { rest, sandbox } = await startSandbox()
    const { world } = sandbox.discord.store
    const guild = world.guilds.get(cast.guild.id)
    const [botRole] = [...(guild?.roles.values() ?? [])].filter(({ managed }) => managed)
    const manageEvents = 1n << 33n
    const { json: own } = await rest('POST', path, { body: external(Date.now()) })
    const others = { ...world.scheduledEvents.get(own.id), id: '1', creatorId: guest }

    Object.assign(botRole ?? {}, { permissions: manageEvents })
    const refused = await rest('POST', path, { body: external(Date.now()) })
    const ofOwn = await rest('PATCH', `${path}/${own.id}`, { body: { name: 'Renamed' } })
    Object.assign(botRole ?? {}, { permissions: 1n << 44n })
    world.scheduledEvents.set('1', { ...world.scheduledEvents.get(own.id), ...others } as never)
    const ofOthers = await rest('DELETE', `${path}/1`)

    expect([refused.status, refused.json.code]).toEqual([403, 50013])
    expect([ofOwn.status, ofOthers.status]).toEqual([200, 403])
  })

  test('are at most a hundred in a guild', async () => {
    const { rest, sandbox } = await startSandbox()
    const { world } = sandbox.discord.store
    const { json } = await rest('POST', path, { body: external(Date.now()) })
    const one = world.scheduledEvents.get(json.id)
    Array.from({ length: 99 }, (_, index) => one && world.scheduledEvents.set(String(index), { ...one, id: String(index) }))

    const tooMany = await rest('POST', path, { body: external(Date.now()) })

    expect([tooMany.status, tooMany.json.code]).toEqual([400, 30038])
  })
})
