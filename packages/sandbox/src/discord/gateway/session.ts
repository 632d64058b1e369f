import type { Clock } from '../clock.ts'
import type { RandomToken } from '../secrets.ts'
import { type DispatchData, directIntentOf, type GatewayEvent, intentOf } from './dispatch.ts'

/** What a bot that identified may hear, numbered, and kept for a while so that a dropped connection can be resumed. */
export interface Session {
  readonly id: string
  readonly isConnected: boolean
  /** Of the newest event. */
  readonly lastSeq: number
  /** Whether what happens in the guild is the business of this shard. */
  serves(guildId: string | undefined): boolean
  /** Whether the event is the business of this shard, and the bot wants it. Without a guild it is the first shard's. */
  hears(event: GatewayEvent, guildId: string | undefined): boolean
  /** Whether the bot asked for these intents. */
  has(intents: number): boolean
  dispatch<E extends SessionEvent>(event: E, data: DispatchData[E]): void
  /** Sends from now on through `send`. The function it gives ends that, unless another connection took over meanwhile. */
  connect(send: (text: string) => void): () => void
  /** Sends again what came after `seq`; `false` when it's no longer kept. */
  replay(seq: number): boolean
  isResumable(): boolean
}

/** Everything that a session hears, with what is said to it alone. */
type SessionEvent = GatewayEvent | 'READY' | 'RESUMED' | 'GUILD_MEMBERS_CHUNK'

const keptEvents = 500
const resumableMs = 5 * 60_000

/** @param options.shard which one, of how many */
export function createSession(options: { intents: number; shard: readonly [number, number]; clock: Clock; random: RandomToken }): Session {
  const { intents, shard, clock, random } = options
  const sent: { seq: number; text: string }[] = []
  const serves = (guildId: string | undefined): boolean => shardOf(guildId, shard[1]) === shard[0]
  let seq = 0
  let send: ((text: string) => void) | undefined
  let disconnectedAtMs = Number.NEGATIVE_INFINITY
  return {
    id: Buffer.from(random(16), 'base64url').toString('hex'),
    get lastSeq() {
      return seq
    },
    get isConnected() {
      return send !== undefined
    },
    serves,
    has: (wanted) => (intents & wanted) === wanted,
    hears(event, guildId) {
      const intent = guildId === undefined ? directIntentOf(event) : intentOf[event]
      return serves(guildId) && (intent === 0 || (intents & intent) !== 0)
    },
    dispatch(event, data) {
      seq += 1
      const text = JSON.stringify({ op: 0, t: event, s: seq, d: data })
      sent.push({ seq, text })
      if (sent.length > keptEvents) sent.shift()
      send?.(text)
    },
    connect(sender) {
      send = sender
      return () => {
        if (send !== sender) return
        send = undefined
        disconnectedAtMs = clock.now()
      }
    },
    replay(after) {
      if (after > seq || (sent[0] !== undefined && after < sent[0].seq - 1)) return false
      for (const event of sent) if (event.seq > after) send?.(event.text)
      return true
    },
    isResumable: () => send !== undefined || clock.now() - disconnectedAtMs < resumableMs,
  }
}

/** Which shard a guild is served by; what happens outside of guilds is the first one's (docs: events/gateway). */
function shardOf(guildId: string | undefined, shards: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards))
}
