import { readSettings } from '@kaltura-discord/core'
import {
  createKalturaClient,
  createLocalKsIssuer,
  decodeKs,
  encodeKs,
  ksSecrets,
  ksType,
  signHttpNotification,
} from '@kaltura-discord/kaltura'
import { cast, createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import { createServer, silentLog } from '@kaltura-discord/server'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { composeServer } from './compose.ts'
import { openGuilds } from './guilds.ts'
import { serverOptions } from './server-options.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, environment: {} })
})
afterAll(() => sandbox?.close())

const notificationToken = 'an endpoint token'
const guildId = cast.guild.id
const mara = { userId: 'discord_123456789012345678', name: 'Mara Lind' }

/** Those that point at the sandbox, and `more`; an empty one is none. */
function settingsFor(more: Record<string, string>) {
  const outcome = readSettings({
    environment: {
      ...sandbox.environment,
      SERVER_SECRET: 'a secret of thirty-two characters or more',
      KALTURA_NOTIFICATION_TOKEN: notificationToken,
      GUILDS: JSON.stringify([{ guildId, tags: ['discord'], announceChannelId: cast.channels.general.id }]),
      ...more,
    },
  })
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  return outcome.settings
}

/** What they mean for the server. */
function optionsFor(more: Record<string, string> = {}, now?: () => number) {
  const stores = openSqliteStores({ file: ':memory:' })
  onTestFinished(() => stores.close())
  const discordApiUrl = `${sandbox.url}/api`
  const settings = settingsFor(more)
  const guilds = openGuilds({ settings, store: stores.guildConfigs, log: silentLog })
  return serverOptions({ settings, guilds, stores, log: silentLog, discordApiUrl, ...(now ? { now } : {}) })
}

/** The sandbox's Kaltura, which every test here has. */
function kaltura() {
  if (!sandbox.kaltura) throw new Error('the sandbox has no Kaltura')
  return sandbox.kaltura
}

const connectionFor = (more?: Record<string, string>) => optionsFor(more).connections[0]

/** An app token made as an administrator makes one in Kaltura. */
async function makeAppToken(sessionPrivileges: string, more: Record<string, unknown> = {}) {
  const { partnerId, apiUrl: serviceUrl, adminSecret: secret } = kaltura()
  const { ks } = await createLocalKsIssuer({ partnerId, secret, now: Date.now }).issue({ kind: 'meeting-planner' })
  const client = createKalturaClient({ serviceUrl, partnerId, fetch: (...request) => fetch(...request) })
  const appToken = { objectType: 'KalturaAppToken', hashType: 'SHA256', sessionDuration: 86_400, sessionPrivileges, ...more }
  return client.call('appToken', 'add', { appToken }, { schema: z.object({ id: z.string(), token: z.string() }), ks })
}

/** A user as an administrator makes one in Kaltura. */
async function makeUser(id: string) {
  const { partnerId, apiUrl: serviceUrl, adminSecret: secret } = kaltura()
  const { ks } = await createLocalKsIssuer({ partnerId, secret, now: Date.now }).issue({ kind: 'meeting-planner' })
  const client = createKalturaClient({ serviceUrl, partnerId, fetch: (...request) => fetch(...request) })
  await client.call('user', 'add', { user: { objectType: 'KalturaUser', id } }, { schema: z.object({ id: z.string() }), ks })
}

test('each KS that the server makes for itself is told once, with its purpose and what it may, and without the KS', async () => {
  const { connections, events } = optionsFor({ KALTURA_MEETINGS: 'kaf', KALTURA_KAF_URL: kaltura().kafUrl })
  const [{ catalog, meetings }] = connections
  await Promise.all([catalog.get('0_lec01abc'), catalog.get('0_lec01abc')])
  await catalog.get('0_lec01abc')
  await catalog.playability('0_lec01abc')
  const made = await meetings?.create({ guildId, type: 'room', name: 'Told', description: '', times: undefined })
  const meetingId = made?.kind === 'created' ? made.meeting.id : ''
  const joined = await meetings?.join({ guildId, meetingId }, { ...mara, role: 'attendee' })
  const told = await events.read({ after: 0, limit: 100 })
  const ks = joined?.kind === 'link' ? (/[\w-]{60,}/.exec(decodeURIComponent(joined.url))?.[0] ?? '') : ''

  expect(told.map(({ guildId, actor, data }) => [guildId, actor.id, data.connection, data.purpose, data.grant, data.privileges])).toEqual([
    [undefined, 'server', 'main', 'catalogue', 'catalogue', ['list']],
    [undefined, 'server', 'main', 'check', 'viewer', ['sview', 'setrole']],
    [undefined, 'server', 'main', 'planning', 'meeting-planner', []],
    [undefined, 'server', 'main', 'meeting', 'meeting-guest', expect.arrayContaining(['actionslimit', 'role'])],
  ])
  expect(ks).not.toBe('')
  expect(JSON.stringify(told)).not.toContain(ks)
  expect(JSON.stringify(told)).not.toContain(mara.userId)
})

describe('a server with app tokens in the place of the administrator secret', () => {
  test('finds what there is, lets people watch one entry, and never knew the secret', async () => {
    const [viewer, catalogue] = await Promise.all([makeAppToken('sview:*,setrole:PLAYBACK_BASE_ROLE'), makeAppToken('list:*')])
    const { catalog, issuer } = connectionFor({ KALTURA_ADMIN_SECRET: '', KALTURA_APP_TOKENS: JSON.stringify({ viewer, catalogue }) })
    const { partnerId, adminSecret } = kaltura()
    const { ks } = await issuer.issue({ kind: 'viewer', entryId: '0_lec01abc', userId: mara.userId })

    expect(await catalog.get('0_lec01abc')).toMatchObject({ id: '0_lec01abc', status: 'ready' })
    expect(await decodeKs(ks, { secrets: ksSecrets({ [partnerId]: adminSecret }), partnerId })).toMatchObject({
      status: 'OK',
      content: { type: 0, userId: mara.userId },
    })
  })

  test('makes meetings when there are tokens for them', async () => {
    const [person, planner] = await Promise.all([makeAppToken('actionslimit:-1'), makeAppToken('', { sessionType: 2 })])
    const tokens = { viewer: person, catalogue: person, 'meeting-planner': planner, 'meeting-host': person, 'meeting-guest': person }
    const { meetings } = connectionFor({
      KALTURA_ADMIN_SECRET: '',
      KALTURA_APP_TOKENS: JSON.stringify(tokens),
      KALTURA_MEETINGS: 'kaf',
      KALTURA_KAF_URL: kaltura().kafUrl,
    })
    const made = await meetings?.create({ guildId, type: 'room', name: 'By app token', description: '', times: undefined })
    const meetingId = made?.kind === 'created' ? made.meeting.id : ''
    const joined = await meetings?.join({ guildId, meetingId }, { ...mara, role: 'attendee' })

    expect(joined).toMatchObject({ kind: 'link' })
    expect((await fetch(joined?.kind === 'link' ? joined.url : '')).status).toBe(200)
  })
})

describe('a server with a table of users', () => {
  const KALTURA_USERS = '{"123456789012345678":"mara@uni.example"}'

  test('knows people by their institution’s ids, and strangers not at all', async () => {
    const { users } = connectionFor({ KALTURA_USERS })

    expect(await users.kalturaUserIdOf('123456789012345678')).toBe('mara@uni.example')
    expect(await users.kalturaUserIdOf('223456789012345678')).toBeUndefined()
  })

  test('takes strangers as they are in Discord when it is told to', async () => {
    const { users } = connectionFor({ KALTURA_USERS, KALTURA_STRANGERS: 'discord' })

    expect(await users.kalturaUserIdOf('223456789012345678')).toBe('discord_223456789012345678')
  })

  test('does not start with a row that Kaltura would refuse, and says which', () => {
    const KALTURA_USERS = '{"123456789012345678":"Mara Lind"}'

    expect(() => connectionFor({ KALTURA_USERS })).toThrow(
      'The user table gives 123456789012345678 an id that Kaltura can not take: change that row',
    )
  })
})

describe('a server where people link their account', () => {
  const discordUserId = '123456789012345678'
  const link = { connection: 'main', discordUserId, kalturaUserId: 'mara@uni.example', proof: 'ks', atMs: 0 } as const

  test('knows them by their link, once there is one, and asks Kaltura whose a KS is', async () => {
    const { connections, links } = optionsFor({ KALTURA_LINKS: 'one' })
    const [{ users, linking }] = connections
    const { partnerId, adminSecret } = kaltura()
    const expiryUnix = Math.floor(Date.now() / 1000) + 60
    const ks = await encodeKs({ partnerId, secret: adminSecret, type: ksType.user, userId: link.kalturaUserId, expiryUnix, privileges: '' })

    await makeUser(link.kalturaUserId)

    expect(await users.kalturaUserIdOf(discordUserId)).toBe(`discord_${discordUserId}`)
    expect(await linking?.userOfKs(ks)).toBe(link.kalturaUserId)
    expect(await linking?.userOfKs(`${ks}x`)).toBeUndefined()
    await links.link(link, { shared: false })
    expect(await users.kalturaUserIdOf(discordUserId)).toBe(link.kalturaUserId)
  })

  test('lets nobody link without the setting', () => {
    expect(connectionFor().linking).toBeUndefined()
  })
})

describe('the meetings of a server', () => {
  const startsAtMs = Date.UTC(2027, 0, 6, 9)
  const times = { startsAtMs, endsAtMs: startsAtMs + 3_600_000, timeZone: 'Europe/Berlin', recurrence: undefined }

  test('are none without the setting', () => {
    expect(connectionFor().meetings).toBeUndefined()
  })

  test.each([
    ['kaf', () => ({ KALTURA_ROOM_TEMPLATES: '{"webinar":"0_room01ab"}' }), 'over'],
    // The sandbox's account has one secret, for administrators and users alike.
    ['legacy', () => ({ KALTURA_USER_SECRET: kaltura().adminSecret }), 'over'],
    ['events', () => ({ KALTURA_EVENTS_URL: kaltura().eventsUrl, KALTURA_EVENTS_USER: kaltura().eventsAdmin }), 'not-found'],
  ])('of the kind %s are made, listed, joined and ended', async (KALTURA_MEETINGS, needed, afterwards) => {
    const { meetings } = connectionFor({ KALTURA_MEETINGS, KALTURA_KAF_URL: kaltura().kafUrl, ...needed() })
    if (!meetings) throw new Error('no meetings')
    const made = await meetings.create({ guildId, type: 'webinar', name: `Colloquium of ${KALTURA_MEETINGS}`, description: '', times })
    const ref = { guildId, meetingId: made.kind === 'created' ? made.meeting.id : '' }

    expect(await meetings.list(guildId)).toMatchObject({
      meetings: expect.arrayContaining([expect.objectContaining({ id: ref.meetingId, type: 'webinar' })]),
    })
    expect(await meetings.join(ref, { ...mara, role: 'moderator' })).toMatchObject({ kind: 'link' })
    expect(await meetings.end(ref)).toEqual({ kind: 'ended' })
    expect(await meetings.join(ref, { ...mara, role: 'moderator' })).toEqual({ kind: afterwards })
  })
})

test('a link into a legacy room is made with the user secret, and opens it', async () => {
  const needed = { KALTURA_KAF_URL: kaltura().kafUrl, KALTURA_USER_SECRET: kaltura().adminSecret }
  const { meetings } = connectionFor({ KALTURA_MEETINGS: 'legacy', ...needed })
  const startsAtMs = Date.now()
  const times = { startsAtMs, endsAtMs: startsAtMs + 3_600_000, timeZone: 'Europe/Berlin', recurrence: undefined }
  const made = await meetings?.create({ guildId, type: 'classroom', name: 'Tutorial', description: '', times })
  const meetingId = made?.kind === 'created' ? made.meeting.id : ''
  const joined = await meetings?.join({ guildId, meetingId }, { ...mara, role: 'moderator' })

  expect(await (await fetch(joined?.kind === 'link' ? joined.url : '')).text()).toContain('Mara Lind')
})

test('a server on Node asks as long as it runs', async () => {
  const asked = () => sandbox.wire.entries().filter((entry) => JSON.stringify(entry).includes('liveStream')).length
  const server = await composeServer({
    settings: settingsFor({ KALTURA_LIVE_ENTRIES: '0_l1ve01ab', PORT: '0', DATA_DIR: ':memory:' }),
    log: silentLog,
    discordApiUrl: `${sandbox.url}/api`,
  })
  await expect.poll(asked).toBeGreaterThan(0)
  await server.close()
})

describe('a recording that no notification announced', () => {
  const announcements = () => sandbox.state().messages.filter(({ content }) => content === 'A new recording is ready.')

  /** Kaltura's notification of an entry that is ready. */
  async function notificationOf(entryId: string): Promise<Request> {
    const object = { id: entryId, status: 2, objectType: 'KalturaMediaEntry' }
    const said = { object, eventType: 3, eventNotificationJobId: 4711, objectType: 'KalturaHttpNotification' }
    const body = new TextEncoder().encode(JSON.stringify(said))
    const signature = await signHttpNotification({ secret: kaltura().notificationSecret, algorithm: 'sha256', body })
    const headers = { ...signature, 'content-type': 'application/json', 'x-kaltura-discord-token': notificationToken }
    return new Request('http://server/api/v1/kaltura/main/notifications', { method: 'POST', headers, body })
  }

  test('is announced by asking for it, once, also when the notification comes after all', async () => {
    let aheadMs = 0
    const server = await createServer(optionsFor({ KALTURA_RECONCILE_SECONDS: '60' }, () => Date.now() + aheadMs))
    onTestFinished(() => server.close())
    const waiting: { ms: number; run: () => void }[] = []
    const lookout = server.lookOut({
      random: () => 0.5,
      after(ms, run) {
        waiting.push({ ms, run })
        return () => undefined
      },
    })
    onTestFinished(() => lookout.stop())
    /** One round, to its end: when the next one is planned. */
    const round = async () => {
      waiting.pop()?.run()
      await expect.poll(() => waiting).toMatchObject([{ ms: 60_000 }])
      await server.idle()
    }
    await round()
    const before = announcements().length
    const { entryId } = await kaltura().publishRecording()
    await round()
    expect(announcements()).toHaveLength(before)

    aheadMs = 130_000
    await round()
    await expect.poll(announcements).toHaveLength(before + 1)
    expect(JSON.stringify(announcements().at(-1))).toContain(entryId)

    const late = await server.fetch(await notificationOf(entryId))
    expect([late.status, await late.json()]).toEqual([200, { outcome: 'duplicate' }])
    aheadMs += 60_000
    await round()
    expect(announcements()).toHaveLength(before + 1)
  })

  test('is not asked for without the setting', async () => {
    const server = await createServer(optionsFor())
    onTestFinished(() => server.close())
    let timers = 0
    server.lookOut({
      random: () => 0.5,
      after() {
        timers += 1
        return () => undefined
      },
    })

    expect(timers).toBe(0)
  })
})

describe('a meeting of a guild', () => {
  const cards = () => sandbox.state().messages.filter((message) => JSON.stringify(message).includes('Colloquium in the calendar'))

  test('is one message in its channel: planned, begun, over', async () => {
    const clock = { atMs: Date.now() }
    const kaf = { KALTURA_MEETINGS: 'kaf', KALTURA_KAF_URL: kaltura().kafUrl }
    const options = optionsFor({ ...kaf, KALTURA_MEETINGS_SECONDS: '30' }, () => clock.atMs)
    const server = await createServer(options)
    onTestFinished(() => server.close())
    const waiting: (() => void)[] = []
    const lookout = server.lookOut({
      random: () => 0.5,
      after(_, run) {
        waiting.push(run)
        return () => undefined
      },
    })
    onTestFinished(() => lookout.stop())
    /** One round at this time, to its end, with what it tells. */
    const roundAt = async (atMs: number) => {
      clock.atMs = atMs
      waiting.pop()?.()
      await expect.poll(() => waiting).toHaveLength(1)
      await server.idle()
      return cards().map(({ content }) => content)
    }
    const { atMs } = clock
    const startsAtMs = atMs + 3_600_000
    expect(await roundAt(atMs)).toEqual([])
    const times = { startsAtMs, endsAtMs: startsAtMs + 1_800_000, timeZone: 'Europe/Berlin', recurrence: undefined }
    const draft = { guildId, type: 'room', name: 'Colloquium in the calendar', description: '', times } as const
    await options.connections[0].meetings?.create(draft)

    expect(await roundAt(atMs + 1)).toEqual(['A meeting is planned.'])
    expect(await roundAt(atMs + 2)).toEqual(['A meeting is planned.'])
    expect(await roundAt(startsAtMs)).toEqual(['A meeting has begun.'])
    expect(await roundAt(startsAtMs + 1_800_000)).toEqual(['A meeting is over.'])
  })
})

test('what is kept goes when the settings say', async () => {
  const clock = { atMs: Date.now() }
  const options = optionsFor({ KEEP_PROGRAMMES_DAYS: '3' }, () => clock.atMs)
  const server = await createServer(options)
  onTestFinished(() => server.close())
  const { channelId, instanceId } = { channelId: cast.channels.general.id, instanceId: 'i-1' }
  await options.programmes.start({ guildId, channelId, instanceId, entryId: '0_lec01abc', startedBy: mara.userId, atMs: clock.atMs })
  const sweptAt = async (atMs: number) => {
    clock.atMs = atMs
    await server.sweep()
    return options.programmes.find(guildId, instanceId)
  }
  const goneAtMs = clock.atMs + 3 * 86_400_000

  expect(await sweptAt(goneAtMs - 1)).toBeDefined()
  expect(await sweptAt(goneAtMs)).toBeUndefined()
})
