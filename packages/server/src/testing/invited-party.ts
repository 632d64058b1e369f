import { createMemorySendLimit, createStaticBindings, type KsGrant, type Programme } from '@kaltura-discord/core'
import { createMemoryCatalog, createMemorySink } from '@kaltura-discord/core/testing'
import { createLinkedUsers } from '@kaltura-discord/kaltura'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import type { KalturaConnection } from '../connection.ts'
import { createServer } from '../create-server.ts'
import type { EventStreamLimits } from '../event-stream/event-streams.ts'
import { createPlayerPasses } from '../media-door/player-pass.ts'
import { createTickets } from '../tickets/tickets.ts'

export const serverSecret = 'a secret of thirty-two characters or more'
export const linkToken = 'a-link-token-of-thirty-two-letters-or-more'
/** Of another institution, to whose account nobody here is bound. */
export const archiveLinkToken = 'another-link-token-of-thirty-two-letters'
export const publicUrl = 'https://watch.example.org'
export const place = { guildId: '1100000000000000010', channelId: '1100000000000000011', instanceId: 'i-1' }
/** May steer, is in the instance. */
export const tom = '1100000000000000021'
/** May not steer, is in the instance. */
export const pia = '1100000000000000023'
/** A member of the guild, outside of Discord. */
export const gus = '1100000000000000022'
export const stranger = '1100000000000000099'
export const student = '1100000000000000031'

const entry = (id: string) => ({
  id,
  name: id,
  description: '',
  durationS: 60,
  kind: 'video' as const,
  status: 'ready' as const,
  tags: ['campus'],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 0,
})

interface World {
  nowMs: number
  participants: string[]
  members: string[]
  /** What the room shows; `undefined` while nobody is in it. */
  shown?: string
}

/** Tom and Pia watch in an instance; Gus is a member, and somewhere else. The server, its Discord, and what browsers do. */
export async function givenParty({
  watched = '0_lecture1',
  reachable = true,
  off = [] as readonly string[],
  table = {} as Record<string, string>,
  shared = false,
  launched = true,
  /** To which of the connections the guild is bound. */
  bound = 'main',
  eventStreams = {} as EventStreamLimits,
} = {}) {
  const stores = createMemoryStores()
  const { sink, messages } = createMemorySink()
  const users = createLinkedUsers({ links: stores.links, connection: 'main', table, strangers: 'discord', shared })
  const world: World = { nowMs: 1_700_000_000_000, participants: [tom, pia], members: [tom, pia, gus] }
  const granted: KsGrant[] = []
  const exchanges: URLSearchParams[] = []
  const spent = new Set<string>()
  const now = () => world.nowMs
  const programme: Programme = { ...place, entryId: watched, startedBy: tom, atMs: 0 }

  /** Codes are `code-<user id>-<anything>`, access tokens `token-<user id>`. */
  const discord = async (address: string, body: unknown): Promise<Response> => {
    if (address.endsWith('/oauth2/token')) {
      const form = new URLSearchParams(String(body))
      const code = form.get('code') ?? ''
      exchanges.push(form)
      if (spent.has(code)) return Response.json({ error: 'invalid_grant' }, { status: 400 })
      spent.add(code)
      return Response.json({ access_token: code.replace(/^code-(\d+).*/, 'token-$1'), token_type: 'Bearer' })
    }
    const [, memberId] = /\/members\/(\d+)$/.exec(address) ?? []
    if (memberId !== undefined)
      return world.members.includes(memberId)
        ? Response.json({
            user: { id: memberId, username: `user ${memberId}` },
            roles: memberId === tom || memberId === gus ? [student] : [],
          })
        : Response.json({}, { status: 404 })
    if (/\/guilds\/\d+$/.test(address))
      return Response.json({ id: place.guildId, owner_id: stranger, roles: [{ id: place.guildId, permissions: '0' }] })
    if (address.includes('/activity-instances/'))
      return world.participants.length === 0 || !address.endsWith('/i-1')
        ? Response.json({}, { status: 404 })
        : Response.json({
            application_id: '1100000000000000001',
            instance_id: 'i-1',
            location: { guild_id: place.guildId, channel_id: place.channelId },
            users: world.participants,
          })
    throw new Error(`Discord knows nothing of ${address}`)
  }

  const account: KalturaConnection = {
    name: 'main',
    partnerId: 1,
    uiConfId: 2,
    serviceUrl: 'https://www.kaltura.com',
    catalog: createMemoryCatalog([
      { entry: entry('0_lecture1') },
      { entry: entry('0_lecture2') },
      { entry: { ...entry('0_secret'), tags: ['staff'] } },
    ]),
    issuer: {
      async issue(grant) {
        granted.push(grant)
        return { ks: `ks ${granted.length}`, expiresAtMs: world.nowMs + 900_000 }
      },
    },
    users,
    /** A KS is `ks of <Kaltura user id>`. */
    linking: { ...users, userOfKs: async (ks) => /^ks of (.+)$/.exec(ks)?.[1] },
    linkToken,
    meetings: undefined,
    notifications: undefined,
    lookout: undefined,
  }
  const server = await createServer({
    discord: { apiUrl: 'https://discord.test/api/v10', applicationId: '1100000000000000001', clientSecret: 'x', botToken: 'y' },
    connections: [account, { ...account, name: 'archive', linkToken: archiveLinkToken }],
    mappings: [{ prefix: '/kaltura', origin: 'https://www.kaltura.com' }],
    bindings: createStaticBindings([
      {
        guildId: place.guildId,
        connection: bound,
        scope: { tags: ['campus'], categories: [] },
        controllers: [student],
        announceChannelId: place.channelId,
      },
    ]),
    ...stores,
    programmes: launched
      ? {
          start: async () => ({ kind: 'kept' }),
          find: async () => programme,
          leaveOff: async () => undefined,
          leftOff: async () => undefined,
        }
      : stores.programmes,
    sink,
    // The world's clock stands, and a turn that comes later would be waited for on the machine's.
    limit: createMemorySendLimit({ perSecond: 1e9 }),
    secret: serverSecret,
    eventStreams,
    publicUrl: reachable ? publicUrl : undefined,
    flags: { getBooleanValue: async (flag, fallback, { targetingKey }) => fallback && !off.includes(`${flag} ${targetingKey}`) },
    showing: async () => world.shown,
    watchButtonId: (id) => id,
    now,
    fetch: async (input, init) => {
      const authorization = new Headers(init?.headers).get('authorization') ?? ''
      if (String(input).endsWith('/users/@me')) return Response.json({ id: authorization.replace('Bearer token-', ''), username: 'gus' })
      return discord(String(input), init?.body)
    },
  })
  const tickets = await createTickets({ secret: serverSecret, now })

  async function ask(path: string, body: unknown, headers: Record<string, string> = {}) {
    const request = new Request(`${publicUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const response = await server.fetch(request)
    const cookie = response.headers.get('set-cookie') ?? ''
    // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by looking at it
    return { status: response.status, headers: response.headers, cookie, json: (await response.json()) as any }
  }
  const as = async (userId: string, path: string, body: unknown) =>
    ask(path, body, { authorization: `Bearer ${await tickets.viewer({ userId, name: 'somebody' })}` })

  /** The first half, in a browser: what is behind the link's `#`. */
  const begin = async (invitation: { guildId: string; id: string }) => {
    const { status, headers, json, cookie } = await ask('/api/v1/invitations/sign-in', { guildId: invitation.guildId, id: invitation.id })
    const authorizeUrl = status === 200 ? new URL(json.authorizeUrl) : undefined
    return {
      status,
      headers,
      json,
      cookie,
      authorizeUrl,
      state: authorizeUrl?.searchParams.get('state') ?? '',
      jar: cookie.split(';')[0] ?? '',
    }
  }
  /** The page is loaded again: the browser has what the last answer left in its jar. */
  const comeBack = (jar: string) => ask('/api/v1/invitations/come-back', {}, { cookie: jar })
  const finish = (body: { state: string; code: string }, jar: string) => ask('/api/v1/invitations/join', body, { cookie: jar })

  return {
    world,
    server,
    stores,
    /** What Discord's channels were sent. */
    sent: messages,
    users,
    granted,
    exchanges,
    tickets,
    ask,
    passes: await createPlayerPasses({ secret: serverSecret, now }),
    get: (path: string, headers: Record<string, string> = {}) => server.fetch(new Request(`${publicUrl}${path}`, { headers })),
    idle: server.idle,
    invite: (userId: string = tom) => as(userId, '/api/v1/activity/invitations', place),
    revoke: (userId: string, invitation: { guildId: string; id: string }) =>
      as(userId, '/api/v1/activity/invitations/revoke', { guildId: invitation.guildId, id: invitation.id }),
    as,
    begin,
    finish,
    comeBack,
    /** Both halves, with Discord's consent between them. */
    async join(userId: string, invitation: { guildId: string; id: string }, code = `code-${userId}`) {
      const begun = await begin(invitation)
      return begun.status === 200 ? finish({ state: begun.state, code }, begun.jar) : begun
    },
  }
}
