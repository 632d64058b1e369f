import { type Decoded, parseFrame, refused } from './frame.ts'
import { limits } from './limits.ts'
import {
  type ClientMessage,
  type HelloMessage,
  type IntentMessage,
  type LastSeen,
  type LiveReach,
  type PingMessage,
  type ReactMessage,
  type ReportMessage,
  readinesses,
} from './messages.ts'
import { readIntent } from './read-intent.ts'
import { type Fields, isCount, isFields, isId, isInstant, isPosition, isText, isUuid, isWithin, oneOf } from './shape.ts'

/**
 * Reads one message of PROTOCOL.md §4. Never throws, on any bytes; keeps no field that it does not know. Rules PR1 to PR4.
 * A `hello` of another protocol version is decoded, so that the server can say what is wrong.
 */
export function decodeClientMessage(frame: string | Uint8Array): Decoded<ClientMessage> {
  const json = parseFrame(frame, limits.messageBytes)
  if (json.kind === 'refused') return json
  const read = typeof json.message.type === 'string' ? readers.get(json.message.type) : undefined
  if (!read) return refused('message.unknown-type')
  const message = read(json.message)
  return message ? { kind: 'message', message } : refused('message.malformed')
}

const readers: ReadonlyMap<string, (fields: Fields) => ClientMessage | undefined> = new Map<
  string,
  (fields: Fields) => ClientMessage | undefined
>([
  ['hello', readHello],
  ['ping', readPing],
  ['intent', readIntentMessage],
  ['report', readReport],
  ['react', readReact],
])

function readHello({ protocol, ticket, connection, attempt, last }: Fields): HelloMessage | undefined {
  if (!isCount(protocol) || !isText(ticket, limits.ticketChars) || !isUuid(connection)) return undefined
  if (attempt !== undefined && !isCount(attempt)) return undefined
  const hello = { type: 'hello' as const, protocol, ticket, connection, ...(attempt === undefined ? {} : { attempt }) }
  if (last === undefined) return hello
  const seen = readLastSeen(last)
  return seen && { ...hello, last: seen }
}

function readLastSeen(value: unknown): LastSeen | undefined {
  if (!isFields(value)) return undefined
  const { epoch, seq, mark, awayMs } = value
  return isCount(epoch) && isCount(seq) && isInstant(awayMs) ? { epoch, seq, mark: isCount(mark) ? mark : 0, awayMs } : undefined
}

function readPing({ t0 }: Fields): PingMessage | undefined {
  return isInstant(t0) ? { type: 'ping', t0 } : undefined
}

function readIntentMessage(fields: Fields): IntentMessage | undefined {
  const intent = readIntent(fields)
  return intent && isId(fields.id) ? { type: 'intent', id: fields.id, ...intent } : undefined
}

function readReport({ offsetMs, rttMs, readiness, positionS, hidden, live }: Fields): ReportMessage | undefined {
  const known = oneOf(readiness, readinesses)
  const reach = readReach(live)
  if (live !== undefined && !reach) return undefined
  const farthestMs = limits.positionS * 1000
  if (!known || !isWithin(offsetMs, -farthestMs, farthestMs) || !isWithin(rttMs, 0, 60_000) || !isPosition(positionS)) return undefined
  return {
    type: 'report',
    offsetMs,
    rttMs,
    readiness: known,
    positionS,
    ...(hidden === true ? { hidden } : {}),
    ...(reach ? { live: reach } : {}),
  }
}

export function readReach(value: unknown): LiveReach | undefined {
  if (!isFields(value) || !isPosition(value.edgeS)) return undefined
  const by = oneOf(value.by, ['programme-time', 'edge'])
  return by && { by, edgeS: value.edgeS }
}

function readReact({ emoji, positionS }: Fields): ReactMessage | undefined {
  return isText(emoji, limits.emojiChars) && isPosition(positionS) ? { type: 'react', emoji, positionS } : undefined
}
