import { closeCodes, isRetryable } from '../protocol/close-codes.ts'
import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import { protocolVersion } from '../protocol/limits.ts'
import { type ClientMessage, encodeMessage, type LastSeen, type ServerMessage } from '../protocol/messages.ts'
import type { MarkedRevision } from '../protocol/revision.ts'
import type { Clock, Ms, Timers } from '../time.ts'
import { backOffMs } from './back-off.ts'
import type { ClientSocket } from './client-socket.ts'

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** `lastCode` says why the last connection ended, when there was one. */
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly inMs: Ms; readonly lastCode?: number }
  /** Final: trying again would not help. */
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string }
  | { readonly kind: 'closed' }

export interface RoomConnectionOptions {
  open: () => ClientSocket
  ticket: () => Promise<string>
  /** UUID of this tab. */
  connection: string
  /** The latest revision that this tab has, if any. */
  last: () => MarkedRevision | undefined
  /** Monotonic. */
  clock: Clock
  timers: Timers
  random: () => number
  onState: (state: ConnectionState) => void
  onMessage: (message: ServerMessage) => void
}

export interface RoomConnection {
  state(): ConnectionState
  /** Whether it went out. What does not is lost: nothing is kept to be sent into a room that has moved on. */
  send(message: ClientMessage): boolean
  /** Gives this connection up and makes another. */
  reconnect(): void
  close(): void
}

/** Ticket, socket and welcome together have to come within this. */
const welcomeWithinMs = 15_000

/** Stays connected: a fresh ticket each time, full jitter between tries, and no more tries once the server said that they are useless. Rules CO1 to CO4. */
export function createRoomConnection(options: RoomConnectionOptions): RoomConnection {
  const { open, ticket, connection, last, clock, timers, random, onState, onMessage } = options
  let state: ConnectionState = { kind: 'connecting' }
  let socket: ClientSocket | undefined
  let attempt = 0
  /** Which try this is: whatever an earlier one still has to say is not listened to. */
  let current = 0
  let cancel = () => {}
  let lostAtMs = clock.now()
  /** The server asked for more patience than we would have by ourselves. */
  let patienceMs = 0

  function become(next: ConnectionState): void {
    state = next
    onState(next)
  }

  async function connect(): Promise<void> {
    current += 1
    const mine = current
    cancel()
    cancel = timers.after(welcomeWithinMs, () => lost(mine, { code: 1006, reason: '' }))
    try {
      const fresh = await ticket()
      if (mine === current) attach(open(), mine, fresh)
    } catch {
      lost(mine, { code: 1006, reason: '' })
    }
  }

  function attach(opened: ClientSocket, mine: number, fresh: string): void {
    socket = opened
    opened.addEventListener('open', () => {
      if (mine !== current) return
      opened.send(encodeMessage({ type: 'hello', protocol: protocolVersion, ticket: fresh, connection, attempt: mine, ...seen() }))
    })
    opened.addEventListener('message', ({ data }) => {
      if (mine === current && typeof data === 'string') receive(data)
    })
    opened.addEventListener('error', () => {})
    opened.addEventListener('close', (event) => lost(mine, event))
  }

  function seen(): { last?: LastSeen } {
    const revision = last()
    if (!revision) return {}
    const { epoch, seq, mark } = revision
    return { last: { epoch, seq, mark, awayMs: Math.max(0, clock.now() - lostAtMs) } }
  }

  function receive(frame: string): void {
    const decoded = decodeServerMessage(frame)
    if (decoded.kind === 'refused') return
    if (decoded.message.type === 'welcome') {
      cancel()
      attempt = 0
      patienceMs = 0
      become({ kind: 'live' })
    } else if (decoded.message.type === 'busy') patienceMs = decoded.message.retryAfterMs
    else if (state.kind !== 'live') return
    onMessage(decoded.message)
  }

  function lost(mine: number, { code, reason }: { code: number; reason: string }): void {
    if (mine !== current) return
    drop()
    if (!isRetryable(code)) {
      become({ kind: 'refused', code, reason })
      return
    }
    attempt += 1
    const inMs = patienceMs + backOffMs(attempt, random)
    patienceMs = 0
    if (state.kind === 'live') lostAtMs = clock.now()
    cancel = timers.after(inMs, () => void connect())
    become({ kind: 'reconnecting', attempt, inMs, lastCode: code })
  }

  function drop(code = 1000): void {
    current += 1
    cancel()
    const dropped = socket
    socket = undefined
    if (dropped && dropped.readyState < 2) dropped.close(code)
  }

  cancel = timers.after(0, () => void connect())
  return {
    state: () => state,
    send(message) {
      if (socket?.readyState !== 1 || state.kind !== 'live') return false
      socket.send(encodeMessage(message))
      return true
    },
    reconnect: () => lost(current, { code: closeCodes.goingAway, reason: '' }),
    close() {
      if (state.kind === 'closed') return
      drop()
      become({ kind: 'closed' })
    },
  }
}
