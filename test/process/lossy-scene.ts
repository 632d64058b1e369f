import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createApiClient, invitationRoutes, rawRoutes, serviceToken } from '@kaltura-discord/api'
import {
  createMemoryInvalidations,
  createMemorySendLimit,
  createSteadySendLimit,
  type Degradation,
  type Feature,
  type Remote,
  readSettings,
  UnavailableError,
} from '@kaltura-discord/core'
import { createDiscordSink, offerWatch, presentInstead, presentOffer, recordLaunch, suggestEntries } from '@kaltura-discord/discord'
import { createFetchTransport } from '@kaltura-discord/kaltura'
import { cast, type Sandbox } from '@kaltura-discord/sandbox'
import { createServer, silentLog } from '@kaltura-discord/server'
import { listen } from '@kaltura-discord/server/node'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { createMemoryRoomStore, type ServerMessage } from '@kaltura-discord/sync'
import { onTestFinished } from 'vitest'
import { openGuilds } from '../../apps/server/src/guilds.ts'
import { serverOptions } from '../../apps/server/src/server-options.ts'
import { eventually, joinRoom, signIn } from '../activity-client.ts'
import { settingsVariables } from '../settings-variables.ts'

const entryId = '0_lec01abc'
const watchUrl = 'https://video.example.edu/media/t/{entryId}'
const place = { guildId: cast.guild.id, channelId: cast.channels.general.id }
const member = { userId: cast.members.member.userId, displayName: 'Tom', roleIds: [cast.roles.student.id], permissions: '0' }
const minuteMs = 60_000

/** What `/readyz` answers. */
interface Readiness {
  ready: boolean
  remotes: Partial<Record<Remote, unknown>>
  features: Record<Feature, Degradation>
}

/** A server in front of the sandbox, from which things can be taken away; Tom is in an Activity of it. */
export async function givenLossyServer(sandbox: Sandbox) {
  const loss = createLoss()
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  const outcome = readSettings({
    environment: { ...settingsVariables(sandbox), PUBLIC_URL: 'http://localhost:1', KALTURA_WATCH_URL: watchUrl },
  })
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  const { settings } = outcome
  const opened = openSqliteStores({ file: ':memory:' })
  onTestFinished(() => opened.close())
  const kaltura = (serviceUrl: string) => createFetchTransport({ serviceUrl, fetch: (...request) => fetch(...request) })
  const stores = loss.ofEach('database', opened)
  const discordApiUrl = `${sandbox.url}/api`
  const invalidations = loss.of('shared', createMemoryInvalidations())
  const guilds = openGuilds({ settings, store: stores.guildConfigs, invalidations, log: silentLog })
  const limit = createSteadySendLimit({ shared: loss.of('shared', createMemorySendLimit()), onAway: () => undefined })
  onTestFinished(() => guilds.close())
  const throughLoss: typeof fetch = async (input, init) => {
    loss.check(String(input instanceof Request ? input.url : input).startsWith(sandbox.url) ? 'discord' : 'kaltura')
    return fetch(input, init)
  }

  const postThroughLoss: typeof fetch = async (...request) => {
    loss.check('deliveries')
    return throughLoss(...request)
  }

  async function start(port: number) {
    const transport = (serviceUrl: string) => loss.of('kaltura', kaltura(serviceUrl))
    const server = await createServer({
      ...serverOptions({ settings, guilds, stores, limit, log: silentLog, discordApiUrl, transport, now }),
      sink: createDiscordSink({ botToken: settings.DISCORD_BOT_TOKEN, apiUrl: `${discordApiUrl}/v10`, limit, fetch: postThroughLoss }),
      fetch: throughLoss,
    })
    const rooms = { now, store: loss.of('rooms', createMemoryRoomStore({ now })) }
    return { server, ...(await listen({ server, rooms, port })) }
  }
  let running = await start(0)
  const { port } = running
  onTestFinished(async () => {
    loss.end()
    await running.close()
  })
  const url = `http://127.0.0.1:${port}`
  const postman = await givenPostman(`${url}/api/v1/kaltura/main/notifications`)

  const token = await serviceToken(settings.SERVER_SECRET)
  const bot = createApiClient({ baseUrl: url, fetch, token: () => token })
  const instanceId = sandbox.discord.instances.launch(member.userId, place.channelId).id
  await recordLaunch(bot, { ...place, member, locale: 'en' }, { entryId, instanceId })
  const tom = await signIn(sandbox, url, 'member')
  const ready = await tom.bootstrap(instanceId)
  const room = await joinRoom(url, ready)
  onTestFinished(() => room.close())
  await eventually(() => room.heard.find(({ type }) => type === 'welcome'), 'the welcome')
  const { partnerId, doorPath, ks: pass } = ready.player
  const manifest = `${doorPath}/p/${partnerId}/sp/${partnerId}00/playManifest/entryId/${entryId}/protocol/http/format/applehttp/ks/${pass}/a.m3u8`

  return {
    /** Takes something away from the running server, until the end of the test or until it is given back. It loses nothing of its own when one member can not start an Activity. */
    async takeAway(remote: Remote) {
      loss.begin(remote)
      if (remote === 'server') await running.close()
    },
    /** Everything is there again, and Kaltura sends once more what was not taken from it. */
    async giveBack() {
      if (loss.has('server')) running = await start(port)
      loss.end()
      await postman.again()
    },
    /** Lets so many minutes pass for the server, and wakes what waits for that. */
    pass(minutes: number) {
      aheadMs += minutes * minuteMs
      running.server.deliver()
    },
    /** What the server says of what it leans on. */
    readiness: async (): Promise<Readiness> => (await fetch(url + rawRoutes.readiness.path)).json(),
    /** `/kaltura watch`, as far as the bot: what is suggested, and what is answered. */
    async choose() {
      const input = { ...place, member, locale: 'en' as const }
      return {
        suggested: await suggestEntries(bot, input, 'Lecture'),
        answer: presentOffer(await offerWatch(bot, input, entryId), input.locale),
      }
    },
    /** The page asks for what it needs to play. */
    open: () => tom.bootstrap(instanceId),
    /** What the bot answers when Discord did not start the Activity for *Watch Together*. */
    instead: async () => presentInstead(await offerWatch(bot, { ...place, member, locale: 'en' }, entryId), 'en'),
    /** The player asks for its playlist. */
    play: () => fetch(url + manifest),
    /** Tom goes to a second; whether the room does. */
    async steer(positionS: number): Promise<boolean> {
      room.send({ type: 'intent', id: `to-${positionS}`, kind: 'seek', positionS })
      const answer = await eventually(
        () => room.heard.find((message) => movedTo(message, positionS) || (message.type === 'refused' && message.id === `to-${positionS}`)),
        'the answer of the room',
      )
      return answer.type === 'room'
    },
    /** The code with which the server lets the room's socket go. */
    letGo: room.closed,
    invite: () => tom.api.call(invitationRoutes.createInvitation, { body: { ...place, instanceId } }),
    /** Kaltura says that a recording is ready; gives how that was answered, and the channel's news since. */
    async announce() {
      const before = sandbox.state().messages.length
      sandbox.kaltura?.setNotificationTarget({ url: postman.url, token: settings.KALTURA_NOTIFICATION_TOKEN ?? '' })
      await sandbox.kaltura?.publishRecording()
      await eventually(() => postman.statuses.length > 0, 'an answer')
      return {
        statuses: postman.statuses,
        news: () =>
          sandbox
            .state()
            .messages.slice(before)
            .filter(({ embeds }) => embeds.length > 0),
      }
    },
  }
}

/** What is missing, and ports that are gone with it. */
function createLoss() {
  const missing = new Set<Remote>()
  const away = (remote: Remote) => new UnavailableError(`The ${remote} did not answer.`)
  const check = (remote: Remote) => {
    if (missing.has(remote)) throw away(remote)
  }
  const of = <Port extends object>(remote: Remote, port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver)
        if (typeof value !== 'function') return value
        // What is no question, such as to watch a room, goes through as it is.
        return (...given: unknown[]) => (missing.has(remote) ? Promise.reject(away(remote)) : value.apply(target, given))
      },
    })
  return {
    check,
    of,
    /** Each port of an object of ports. */
    ofEach: <Ports extends object>(remote: Remote, ports: Ports): Ports => {
      const entries = Object.entries(ports).map(([name, port]) => [name, typeof port === 'object' ? of(remote, port) : port])
      return Object.fromEntries(entries) as Ports
    },
    begin: (remote: Remote) => missing.add(remote),
    has: (remote: Remote) => missing.has(remote),
    end: () => missing.clear(),
  }
}

/** Stands between Kaltura and the server, and can send again what was not answered with 200: Kaltura itself waits a minute. */
async function givenPostman(to: string) {
  const statuses: number[] = []
  const undelivered: (() => Promise<number>)[] = []
  const http = createHttpServer(async (request, response) => {
    const send = sending(to, request, await buffer(request))
    const status = await send()
    statuses.push(status)
    if (status !== 200) undelivered.push(send)
    response.writeHead(status).end()
  })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    http.close()
  })
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    statuses,
    async again() {
      for (const send of undelivered.splice(0)) statuses.push(await send())
    },
  }
}

/** @returns the answer's status; 502 when there was none. */
function sending(to: string, { headers }: IncomingMessage, body: Buffer): () => Promise<number> {
  const kept = Object.entries(headers).filter(([name]) => name.startsWith('x-') || name === 'content-type')
  const init = { method: 'POST', headers: Object.fromEntries(kept) as Record<string, string>, body: new Uint8Array(body) }
  return () =>
    fetch(to, init).then(
      ({ status }) => status,
      () => 502,
    )
}

const movedTo = (message: ServerMessage, positionS: number) => message.type === 'room' && message.state.timeline.positionS === positionS
