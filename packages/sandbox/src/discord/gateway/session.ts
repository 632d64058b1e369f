import type { Clock } from '../clock.ts'
import type { RandomToken } from '../secrets.ts'
import { type GatewayEvent, intentOf } from './dispatch.ts'

/** What a bot that identified may hear, numbered, and kept for a while so that a dropped connection can be resumed. */
export interface Session {
  readonly id: string
  readonly isConnected: boolean
  hears(event: GatewayEvent): boolean
  dispatch(event: string, data: unknown): void
  /** Sends from now on through `send`. The function it gives ends that, unless another connection took over meanwhile. */
  connect(send: (text: string) => void): () => void
  /** Sends again what came after `seq`; `false` when it's no longer kept. */
  replay(seq: number): boolean
  isResumable(): boolean
}

const keptEvents = 500
const resumableMs = 5 * 60_000

/** @param options.hearsGuild whether the one guild belongs to the session's shard */
export function createSession(options: { intents: number; hearsGuild: boolean; clock: Clock; random: RandomToken }): Session {
  const { intents, hearsGuild, clock, random } = options
  const sent: { seq: number; text: string }[] = []
  let seq = 0
  let send: ((text: string) => void) | undefined
  let disconnectedAtMs = Number.NEGATIVE_INFINITY
  return {
    id: Buffer.from(random(16), 'base64url').toString('hex'),
    get isConnected() {
      return send !== undefined
    },
    hears: (event) => hearsGuild && (intentOf[event] === 0 || (intents & intentOf[event]) !== 0),
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
