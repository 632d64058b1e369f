import type { Clock } from '../discord/clock.ts'
import type { ConnectionHooks } from '../discord/gateway/hooks.ts'
import { redactedBody } from './body-text.ts'
import type { Redaction } from './redaction.ts'
import type { WireLog } from './wire-log.ts'

const opcodes: Readonly<Record<number, string>> = {
  1: 'Heartbeat',
  2: 'Identify',
  3: 'Presence update',
  4: 'Voice state update',
  6: 'Resume',
  7: 'Reconnect',
  8: 'Request guild members',
  9: 'Invalid session',
  10: 'Hello',
  11: 'Heartbeat ACK',
}
const mostKept = 16_384
/** A frame longer than this is none of a bot that means well; its content is not kept. */
const mostRead = 262_144

/** Records every gateway frame, both ways, around hooks that do something else. */
export function tapGateway(options: { log: WireLog; redaction: Redaction; clock: Clock; hooks: ConnectionHooks }): ConnectionHooks {
  const { log, redaction, clock, hooks } = options
  const record = (direction: 'in' | 'out', text: string): void => {
    const bytes = Buffer.byteLength(text)
    const body = bytes > mostRead ? null : redactedBody(redaction, text, 'application/json').slice(0, mostKept)
    log.add({ kind: 'frame', wire: 'discord-gateway', atMs: clock.now(), direction, name: nameOf(text), bytes, body })
  }
  return {
    ...hooks,
    heard(text) {
      record('in', text)
      hooks.heard(text)
    },
    said(text) {
      record('out', text)
      hooks.said(text)
    },
  }
}

function nameOf(text: string): string {
  const event = /^\{"op":0,"t":"(\w{1,60})"/.exec(text)?.[1]
  const op = /"op":\s?(\d{1,3})\b/.exec(text)?.[1]
  return event ?? (op === undefined ? 'Unreadable' : (opcodes[Number(op)] ?? `Opcode ${op}`))
}
