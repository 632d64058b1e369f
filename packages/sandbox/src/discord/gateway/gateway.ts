import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { GatewayIntentBits } from 'discord-api-types/v10'
import { WebSocketServer } from 'ws'
import { applicationFlags } from '../application-json.ts'
import type { Clock } from '../clock.ts'
import { guildCreateJson } from '../guild-json.ts'
import type { ReadyJson } from '../newer-than-api-types.ts'
import { ownUserJson } from '../people-json.ts'
import { guildsOfBot } from '../places.ts'
import type { RandomToken } from '../secrets.ts'
import type { WorldStore } from '../world.ts'
import { type Connection, openConnection } from './connection.ts'
import type { Dispatch } from './dispatch.ts'
import type { ConnectionHooks } from './hooks.ts'
import { createIdentifyLimit, type IdentifyLimit } from './identify-limit.ts'
import { membersChunk } from './members-chunk.ts'
import { closeCodes, type GatewayPayload } from './payload.ts'
import { createSession, type Session } from './session.ts'
import type { VoiceUpdate } from './voice-update.ts'

/** Discord's gateway v10, JSON without compression: identify, heartbeat, resume with replay, and events by intent. */
export interface Gateway {
  readonly url: string
  /** How many of the day's 1,000 identifies are left. */
  readonly identifiesLeft: number
  readonly identifyLimit: IdentifyLimit
  dispatch: Dispatch
  /** Takes an HTTP upgrade of `/gateway`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Closes every bot's socket with a code, as Discord does when it moves bots elsewhere: 4000 makes them resume. */
  drop(code?: number): void
  close(): void
}

const keptSessions = 16
const allIntents = 0x7ffffff
const privilegedIntents = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent

/** A session on the connection that serves it. */
interface Held {
  session: Session
  release: () => void
}

export function createGateway(options: {
  store: WorldStore
  clock: Clock
  url: string
  botToken: string
  random: RandomToken
  log: (line: string) => void
  hooks?: ConnectionHooks | undefined
  /** How many may identify within five seconds. */
  maxConcurrency: number
  /** Opcode 4. */
  onVoiceUpdate: (update: VoiceUpdate) => void
}): Gateway {
  const { store, clock, url, botToken, random, log, hooks, maxConcurrency, onVoiceUpdate } = options
  const { world } = store
  const server = new WebSocketServer({ noServer: true, maxPayload: 65_536 })
  const sessions = new Map<string, Session>()
  const identifyLimit = createIdentifyLimit({ clock, maxConcurrency })

  const tellPresence = (): void => {
    const online = [...sessions.values()].some((session) => session.isConnected)
    if (online === world.botOnline) return
    log(online ? 'The bot is online.' : 'The bot is offline.')
    store.change(() => {
      world.botOnline = online
    })
  }

  const identify = (d: Extract<GatewayPayload, { op: 2 }>['d'], connection: Connection): Held | undefined => {
    const bot = world.users.get(world.application.id)
    if (d.token.replace(/^Bot /, '') !== botToken || !bot) return refuse(connection, 'authenticationFailed')
    if (d.intents > allIntents) return refuse(connection, 'invalidIntents')
    if (d.shard && d.shard[0] >= d.shard[1]) return refuse(connection, 'invalidShard')
    if (!world.privilegedIntents && (d.intents & privilegedIntents) !== 0) return refuse(connection, 'disallowedIntents')
    const taken = identifyLimit.take()
    if (taken === 'wave') return invalid(connection)
    // Discord ends all sessions of such a bot and resets its token.
    if (taken === 'day') return refuse(connection, 'authenticationFailed')
    const session = createSession({ intents: d.intents, shard: d.shard ?? [0, 1], clock, random })
    const guilds = guildsOfBot(world).filter((guild) => session.serves(guild.id))
    sessions.set(session.id, session)
    const release = session.connect(connection.sendText)
    forgetOldSessions()
    const ready: ReadyJson = {
      v: 10,
      user: ownUserJson(world, bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: url,
      ...(d.shard ? { shard: d.shard } : {}),
      application: { id: world.application.id, flags: applicationFlags, flags_new: String(applicationFlags) },
      private_channels: [],
      presences: [],
      relationships: [],
      user_settings: {},
      geo_ordered_rtc_regions: [],
      _trace: [],
    }
    session.dispatch('READY', ready)
    for (const guild of guilds) if (session.hears('GUILD_CREATE', guild.id)) session.dispatch('GUILD_CREATE', guildCreateJson(world, guild))
    return { session, release }
  }

  const resume = (d: Extract<GatewayPayload, { op: 6 }>['d'], connection: Connection): Held | undefined => {
    if (d.token.replace(/^Bot /, '') !== botToken) return refuse(connection, 'authenticationFailed')
    const session = sessions.get(d.session_id)
    if (!session?.isResumable()) return invalid(connection)
    if (d.seq > session.lastSeq) return refuse(connection, 'invalidSequence')
    const release = session.connect(connection.sendText)
    if (!session.replay(d.seq)) {
      sessions.delete(session.id)
      return invalid(connection)
    }
    session.dispatch('RESUMED', { _trace: [] })
    return { session, release }
  }

  const forgetOldSessions = (): void => {
    for (const [id, session] of sessions) {
      if (!session.isResumable() || (sessions.size > keptSessions && !session.isConnected)) sessions.delete(id)
    }
  }

  return {
    url,
    get identifiesLeft() {
      return identifyLimit.left
    },
    identifyLimit,
    dispatch(event, data, guildId, { withoutContent = data, needs = 0 } = {}) {
      for (const session of sessions.values())
        if (session.hears(event, guildId) && session.has(needs))
          session.dispatch(event, session.has(GatewayIntentBits.MessageContent) ? data : withoutContent)
    },
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        let held: Held | undefined
        const onPayload = (payload: GatewayPayload, connection: Connection): void => {
          if (payload.op === 2 || payload.op === 6) {
            if (held) refuse(connection, 'alreadyAuthenticated')
            else held = payload.op === 2 ? identify(payload.d, connection) : resume(payload.d, connection)
            tellPresence()
          } else if (!held) refuse(connection, 'notAuthenticated')
          else if (payload.op === 4) onVoiceUpdate(payload.d)
          else if (payload.op === 8) {
            const { session } = held
            const guild = guildsOfBot(world).find(({ id }) => id === [payload.d.guild_id].flat()[0] && session.serves(id))
            if (guild) held.session.dispatch('GUILD_MEMBERS_CHUNK', membersChunk(guild, payload.d))
          }
        }
        const onClose = (code: number): void => {
          held?.release()
          if (held && (code === 1000 || code === 1001)) sessions.delete(held.session.id)
          tellPresence()
        }
        const onInvalid = (resumable: boolean): void => {
          held?.release()
          if (held && !resumable) sessions.delete(held.session.id)
          held = undefined
          tellPresence()
        }
        const query = new URL(request.url ?? '/', url).searchParams
        openConnection({ socket: webSocket, query, clock, onPayload, onClose, onInvalid, ...(hooks ? { hooks } : {}) })
      })
    },
    drop(code = 4000) {
      for (const client of server.clients) client.close(code)
    },
    close() {
      for (const client of server.clients) client.terminate()
      server.close()
      sessions.clear()
    },
  }
}

function refuse(connection: Connection, why: keyof typeof closeCodes): undefined {
  connection.close(closeCodes[why])
  return undefined
}

/** Opcode 9 with `false`: the bot has to identify again, on this connection if it likes. */
function invalid(connection: Connection): undefined {
  connection.send({ op: 9, d: false })
  return undefined
}
