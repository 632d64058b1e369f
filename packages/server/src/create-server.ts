import { mediaDoorOf, openApiDocument, rawRoutes, serviceToken } from '@kaltura-discord/api'
import {
  type Caching,
  type ConfigSource,
  createAccess,
  createExplainMember,
  createGranting,
  createGuildConfigEditor,
  createMemorySendLimit,
  createWatch,
  type DomainStores,
  type FeatureFlags,
  type GuildBindings,
  type GuildConfigEditorOptions,
  type KeptForMs,
  type MessageSink,
  type RoutesOf,
  type SendLimit,
} from '@kaltura-discord/core'
import { defaultLocale } from '@kaltura-discord/core/messages'
import { createResilience } from '@kaltura-discord/core/resilience'
import { Hono } from 'hono'
import { mountActivity } from './activity/mount-activity.ts'
import { renewedKs } from './activity/viewer-ks.ts'
import { mountAnalyticsDoor } from './analytics-door/mount-analytics-door.ts'
import { createAuditTrail } from './audit/audit-trail.ts'
import { mountAudit } from './audit/mount-audit.ts'
import { createTell } from './audit/tell.ts'
import type { KalturaConnection, UrlMapping } from './connection.ts'
import { mountDeliveries } from './deliveries/mount-deliveries.ts'
import { createDiscordApi } from './discord-api/discord-api.ts'
import { createEventStreams, type EventStreamLimits } from './event-stream/event-streams.ts'
import { mountEventStream } from './event-stream/mount-event-stream.ts'
import { mountGuildConfig } from './guild-config/mount-guild-config.ts'
import { createBacklogs } from './health/backlogs.ts'
import { createHealth } from './health/health.ts'
import { mountHealth } from './health/mount-health.ts'
import { serviceGuard } from './http/guards.ts'
import { answerProblem } from './http/problem-answer.ts'
import { createCodeDigest } from './identity/code-digest.ts'
import { mountIdentity } from './identity/mount-identity.ts'
import { createJoinSeal } from './invitations/join-seal.ts'
import { mountInvitations } from './invitations/mount-invitations.ts'
import { type LookoutTimers, startLookout } from './lookout/lookout.ts'
import { mountMediaDoor } from './media-door/mount-media-door.ts'
import { createPlayerKs } from './media-door/player-ks.ts'
import { createPlayerPasses } from './media-door/player-pass.ts'
import { createKsSeal } from './media-door/sealed-ks.ts'
import { sendOnToMappings } from './media-door/send-on.ts'
import { mountMembers } from './members/mount-members.ts'
import { mountNotifications } from './notifications/mount-notifications.ts'
import { createPipeline } from './notifications/pipeline.ts'
import { createWatchedSink } from './notifications/watched-sink.ts'
import { queueableEntry } from './rooms/queueable-entry.ts'
import { verifyRoomTicket } from './rooms/verify-room-ticket.ts'
import { type ServerLog, silentLog } from './server-log.ts'
import { mountSignIn } from './sign-in/mount-sign-in.ts'
import { mountSubscribers } from './subscribers/mount-subscribers.ts'
import { createTickets } from './tickets/tickets.ts'
import { mountWatch } from './watch/mount-watch.ts'

export interface ServerOptions extends DomainStores {
  discord: { apiUrl: string; applicationId: string; clientSecret: string; botToken: string }
  /** The Kaltura accounts that guilds may be bound to, by their names. */
  connections: readonly [KalturaConnection, ...KalturaConnection[]]
  /** The Activity's URL Mappings, as the operator entered them in Discord's developer portal. */
  mappings: readonly UrlMapping[]
  bindings: GuildBindings
  /** Where notifications are told; `createDiscordSink` of `@kaltura-discord/discord`. */
  sink: MessageSink
  /** What Discord lets the bot's token send; the same that `sink` and other processes with this token are under. Default: one for this server's own questions. */
  limit?: SendLimit | undefined
  /** Which channel hears of what. Default: each guild's announce channel of everything. */
  routesOf?: RoutesOf
  /** How guilds are set up by their own people; without it they are not. */
  guildConfig?: { source: ConfigSource; editing: Omit<GuildConfigEditorOptions, 'guildOfChannel'> } | undefined
  /** Which features are on in which guild: our own rules, or a client of OpenFeature. Default: what each feature is without rules. */
  flags?: FeatureFlags | undefined
  /** How long what the stores keep stays, in ms. Default: `keptForMs` of core. */
  keptForMs?: KeptForMs | undefined
  /** Shared with the bot; signs tickets. At least 32 characters. */
  secret: string
  /** The custom id of a *Watch Together* button; `watchButtonId` of `@kaltura-discord/discord`. */
  watchButtonId(entryId: string): string
  /** Origin at which browsers outside of Discord reach the server, such as `https://watch.example.org`. Without it nobody is invited by a link. */
  publicUrl?: string | undefined
  /** The entry that a room shows now, so that who comes late opens that at once. Default: what its instance was launched for. */
  showing?: (room: string) => Promise<string | undefined>
  /** Where are kept a guild's owner and what its roles may do, as Discord says, and for how long: a role that was changed counts so much later. Default: Discord is asked each time. */
  roles?: Caching | undefined
  /** Of how many viewers the KS is kept at the most, in memory until it ends; who is forgotten is judged anew. Default 10,000. */
  keptKs?: number | undefined
  /** How many programs may follow the events at once, and how patient the server is with them. */
  eventStreams?: EventStreamLimits | undefined
  fetch?: typeof fetch
  now?: () => number
  log?: ServerLog
}

export type Server = Awaited<ReturnType<typeof createServer>>

/**
 * The kaltura-discord server as one `fetch` function, for Node, Workers and tests. It listens nowhere by itself:
 * `listen` of `@kaltura-discord/server/node` gives it a port and attaches the rooms.
 */
export async function createServer(options: ServerOptions) {
  const {
    connections,
    mappings,
    bindings,
    programmes,
    invitations,
    grants,
    links,
    linkCodes,
    inbox,
    cursors,
    events,
    subscribers,
    audit,
    personalData,
    publicUrl,
    flags = { getBooleanValue: async (_, fallback) => fallback },
    showing = async () => undefined,
    fetch = globalThis.fetch,
    now = Date.now,
    log = silentLog,
  } = options
  const connection = (name: string) => connections.find((candidate) => candidate.name === name)
  const catalog = (name: string) => connection(name)?.catalog
  const meetings = (name: string) => connection(name)?.meetings
  const tickets = await createTickets({ secret: options.secret, now })
  const access = createAccess({ bindings, grants, now })
  const trail = createAuditTrail({ events, subscribers, audit, now, log })
  const streams = createEventStreams({ events, log, ...options.eventStreams })
  /** Something was written: whoever follows the events has it soon. */
  const written = () => {
    trail.wake()
    streams.wake()
  }
  const tell = createTell({ events, now, wake: written })
  const discordResilience = createResilience({ name: 'Discord', now })
  const discord = createDiscordApi({
    ...options.discord,
    roles: options.roles,
    fetch,
    resilience: discordResilience,
    limit: options.limit ?? createMemorySendLimit(),
    now,
  })
  const watch = createWatch({ access, catalog, programmes, now })
  const { outbox, routesOf, watchButtonId } = options
  const { sink, last: lastMessage } = createWatchedSink(options.sink, now)
  const pipeline = createPipeline({ inbox, outbox, sink, bindings, routesOf, catalog, meetings, watchButtonId, now, written, log })

  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    // Not by context.header(), which would make the whole answer anew for each.
    context.res.headers.set('x-content-type-options', 'nosniff')
    context.res.headers.set('referrer-policy', 'no-referrer')
  })
  app.onError((error, context) => answerProblem(context, error, log))
  app.get(rawRoutes.openApi.path, (context) => context.json(openApiDocument('0.1.0')))
  const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
  const health = createHealth({
    circuits: {
      discord: () => discordResilience.circuit,
      kaltura: Object.fromEntries(connections.flatMap(({ name, circuit }) => (circuit ? [[name, circuit]] : []))),
    },
    tried: { deliveries: lastMessage },
    probes: { database: () => cursors.read('health') },
    pause,
    now,
  })
  mountHealth(app, health)
  mountSignIn(app, { discord, tickets, applicationId: options.discord.applicationId })
  const admission = { discord, access, programmes, watch, connection, pause, tell }
  const playerKs = createPlayerKs({
    passes: await createPlayerPasses({ secret: options.secret, now }),
    issue: (claims) => renewedKs(claims, admission),
    now,
    kept: options.keptKs,
  })
  const activity = { ...admission, tickets, playerKs, mappings, publicUrl, showing, flags }
  mountActivity(app, activity)
  mountInvitations(app, {
    ...activity,
    invitations,
    seal: await createJoinSeal({ secret: options.secret, now }),
    applicationId: options.discord.applicationId,
    authorizeUrl: new URL('/oauth2/authorize', options.discord.apiUrl).href,
    now,
  })
  if (publicUrl !== undefined) sendOnToMappings(app, mappings)
  const token = await serviceToken(options.secret)
  mountIdentity(app, {
    ...{ access, links, codes: linkCodes, connections, tell, now },
    digest: await createCodeDigest(options.secret),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    serviceToken: token,
  })
  if (options.guildConfig) {
    const { source, editing } = options.guildConfig
    const editor = createGuildConfigEditor({ ...editing, guildOfChannel: discord.guildOfChannel })
    mountGuildConfig(app, { source, editor, access, serviceToken: token, tell })
  }
  mountMembers(app, {
    grant: createGranting({ access, grants, now, newId: () => crypto.randomUUID() }),
    explain: createExplainMember({ access, grants, now }),
    // What they did is recorded first, so that no record of it comes behind.
    async forgetUser(userId) {
      trail.wake()
      await trail.idle()
      return personalData.forgetUser(userId)
    },
    serviceToken: token,
    tell,
  })
  mountAudit(app, { events, audit, serviceToken: token })
  mountEventStream(app, { streams, guard: serviceGuard(token) })
  mountWatch(app, {
    watch,
    tell,
    serviceToken: token,
    async watchUrl(guildId) {
      const binding = await bindings.find(guildId)
      return binding && connection(binding.connection)?.watchUrl
    },
    locale: async (guildId) => (await options.guildConfig?.source.of(guildId))?.locale ?? defaultLocale,
  })
  mountNotifications(app, { connection, inbox, now, wake: pipeline.wake })
  const isConnection = (name: string) => connection(name) !== undefined
  /** Delivers and records what is due. */
  const goOn = () => {
    pipeline.wake()
    written()
  }
  mountDeliveries(app, { outbox, inbox, isConnection, serviceToken: token, now, tell, wake: goOn, log })
  mountSubscribers(app, { subscribers, serviceToken: token, now, tell, wake: written, log })
  const doors = connections.map(async ({ name, serviceUrl }) => {
    return { name, serviceUrl, path: mediaDoorOf(name), seal: await createKsSeal(options.secret, name) }
  })
  mountMediaDoor(app, { doors: await Promise.all(doors), mappings, playerKs, fetch })
  mountAnalyticsDoor(app, { connection, playerKs, fetch, now })

  return {
    app,
    fetch: (request: Request) => app.fetch(request),
    /** For `keepLeftOff`: where each channel stopped. */
    programmes,
    /** For the room gate of `@kaltura-discord/sync/host`. */
    queueable: queueableEntry({ discord, watch }),
    /** For the room gate of `@kaltura-discord/sync/host`. */
    verifyRoomTicket: (ticket: string) => verifyRoomTicket(tickets, ticket),
    /** Delivers and records what is due; a timer or a cron calls it, beside the wake-up that each new notification and event gives. */
    deliver: goOn,
    /** Asks Kaltura for what no notification tells, until it is stopped; `listen` does it. A process that ends between requests can't. */
    lookOut: (timers: LookoutTimers) => startLookout({ connections, bindings, inbox, cursors, now, log, wake: pipeline.wake }, timers),
    /** Removes what is kept for too long; a timer or a cron calls it about once an hour. */
    sweep: () => personalData.sweep(now(), options.keptForMs),
    /** How well what the server leans on is; `listen` adds the rooms. */
    health,
    /** What waits and what was given up, for metrics. */
    backlogs: createBacklogs({ inbox, outbox, subscribers, pause, now }),
    /** Lets our own processes in, by the service token; throws for anybody else. */
    guardService: serviceGuard(token),
    /** Ends what is open for as long as its reader wants, so that a port can be closed. */
    hangUp: streams.close,
    /** When deliveries and records under way are done: a Worker waits for it after each request. */
    async idle(): Promise<void> {
      await pipeline.idle()
      await trail.idle()
    },
    /** No more of them; waits for those under way. */
    async close(): Promise<void> {
      streams.close()
      await pipeline.close()
      await trail.close()
    },
  }
}
