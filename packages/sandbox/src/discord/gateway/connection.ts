import type { WebSocket } from 'ws'
import type { Clock } from '../clock.ts'
import { parseJson } from '../json.ts'
import { type ConnectionHandle, type ConnectionHooks, noHooks } from './hooks.ts'
import { type CloseReason, closeCodes, type GatewayPayload, gatewayPayload } from './payload.ts'

const heartbeatIntervalMs = 41_250
const payloadBytes = 4_096
const sendsPerMinute = 120

/** One socket of a bot: HELLO, heartbeats, and payloads that passed every check. It holds no session. */
export interface Connection {
  send(payload: { op: number; d: unknown }): void
  sendText(text: string): void
  close(reason: CloseReason): void
}

export function openConnection(options: {
  socket: WebSocket
  query: URLSearchParams
  clock: Clock
  onPayload: (payload: GatewayPayload, connection: Connection) => void
  onClose: (code: number) => void
  /** The session of this connection is over, or has to be resumed; the connection itself stays. */
  onInvalid: (resumable: boolean) => void
  hooks?: ConnectionHooks
}): void {
  const { socket, query, clock, onPayload, onClose, onInvalid, hooks = noHooks } = options
  let resumed = false
  let cancelDeadline = (): void => {}
  let window = { startedAtMs: clock.now(), count: 0 }

  const connection: Connection = {
    send: (payload) => connection.sendText(JSON.stringify({ ...payload, s: null, t: null })),
    sendText: (text) => {
      const event = /^\{"op":0,"t":"(\w+)"/.exec(text)?.[1]
      if (event === undefined) sendNow(text)
      else hooks.dispatches(`${resumed ? '/resumed' : ''}/${event}`, () => sendNow(text))
    },
    close: ([code, why]) => socket.close(code, why),
  }

  const sendNow = (text: string): void => {
    if (socket.readyState !== socket.OPEN) return
    hooks.said(text)
    socket.send(text)
  }

  const handle: ConnectionHandle = {
    drop: (code) => socket.close(code),
    askToReconnect: () => connection.send({ op: 7, d: null }),
    invalidate(resumable) {
      onInvalid(resumable)
      connection.send({ op: 9, d: resumable })
    },
  }

  const arrive = (payload: Extract<GatewayPayload, { op: 2 | 6 }>): void => {
    if (hooks.arrives(handle) === 'refused') return
    resumed = payload.op === 6
    onPayload(payload, connection)
    hooks.isThere(handle)
  }

  const expectHeartbeat = (): void => {
    cancelDeadline()
    cancelDeadline = clock.after(heartbeatIntervalMs * 1.5, () => connection.close(closeCodes.sessionTimedOut))
  }

  const isTooFast = (): boolean => {
    if (clock.now() - window.startedAtMs >= 60_000) window = { startedAtMs: clock.now(), count: 0 }
    window.count += 1
    return window.count > sendsPerMinute
  }

  socket.on('error', () => socket.terminate())
  socket.on('close', (code) => {
    cancelDeadline()
    hooks.left(handle)
    onClose(code)
  })
  const read = (text: string): GatewayPayload | CloseReason => {
    if (isTooFast()) return closeCodes.rateLimited
    if (Buffer.byteLength(text) > payloadBytes) return closeCodes.decodeError
    const json = parseJson(text)
    const payload = gatewayPayload.safeParse(json)
    if (payload.success) return payload.data
    return hasUnknownOpcode(json) ? closeCodes.unknownOpcode : closeCodes.decodeError
  }

  socket.on('message', (raw) => {
    const text = raw.toString()
    hooks.heard(text)
    const payload = read(text)
    if (!('op' in payload)) connection.close(payload)
    else if (payload.op === 1) {
      expectHeartbeat()
      if (hooks.acknowledges()) connection.send({ op: 11, d: null })
    } else if (payload.op === 2 || payload.op === 6) arrive(payload)
    else onPayload(payload, connection)
  })

  const wrong = wrongQuery(query)
  if (wrong) connection.close(wrong)
  else {
    connection.send({ op: 10, d: { heartbeat_interval: heartbeatIntervalMs, _trace: [] } })
    expectHeartbeat()
  }
}

function wrongQuery(query: URLSearchParams): CloseReason | undefined {
  if (!['9', '10'].includes(query.get('v') ?? '10')) return closeCodes.invalidVersion
  return (query.get('encoding') ?? 'json') !== 'json' || query.has('compress') ? closeCodes.decodeError : undefined
}

const knownOpcodes = [1, 2, 3, 4, 6, 8]

/** A payload with an opcode that doesn't exist, as against a known one with a wrong body. */
function hasUnknownOpcode(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'op' in json && typeof json.op === 'number' && !knownOpcodes.includes(json.op)
}
