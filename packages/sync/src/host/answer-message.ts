import { closeCodes } from '../protocol/close-codes.ts'
import { type RefusalReason, refusalReasons } from '../protocol/intents.ts'
import { type ClientMessage, encodeMessage, type IntentMessage, type ServerMessage } from '../protocol/messages.ts'
import { oneOf } from '../protocol/shape.ts'
import type { Ms } from '../time.ts'
import type { LiveRoom, SubmitOutcome } from './live-room.ts'
import { judgeSuggestion, type Queueable } from './queueable.ts'
import type { RoomConnection } from './room-connection.ts'
import type { RoomPass } from './room-socket.ts'

/** What somebody who was let in has. */
export interface Seat {
  readonly pass: RoomPass
  readonly room: LiveRoom
  readonly connection: RoomConnection
}

export interface AnswersOptions {
  queueable: Queueable | undefined
  now: () => Ms
  bound: () => { boundMs?: Ms }
}

/** What comes of a message of somebody in a seat. */
export type Answer = (message: ClientMessage, seat: Seat, receivedAtMs: Ms) => void

/** What comes of each message of any seat. Rules GA3, GA4 and QU1. */
export function createAnswers({ queueable, now, bound }: AnswersOptions): Answer {
  const send = ({ connection }: Seat, message: ServerMessage) => connection.send(encodeMessage(message))

  async function ask({ id, type: _, ...intent }: IntentMessage, seat: Seat): Promise<void> {
    const { room, connection } = seat
    const { memberId } = connection
    const refuse = (reason: RefusalReason) => send(seat, { type: 'refused', id, reason })
    const outcome =
      intent.kind === 'suggest'
        ? await suggest(intent.mediaId, id, seat)
        : await room.submit(() => ({ kind: 'intent', memberId, id, intent, leadMs: room.leadMs() }))
    if (typeof outcome === 'string') refuse(outcome)
    else if (outcome.kind === 'unavailable') refuse('unavailable')
    else if (outcome.kind === 'refused') refuse(oneOf(outcome.reason, refusalReasons) ?? 'unavailable')
  }

  /** The application is asked before the room, and no more often than a person thinks of something. */
  async function suggest(mediaId: string, id: string, { pass, room, connection }: Seat): Promise<SubmitOutcome | RefusalReason> {
    if (!room.maySuggest(connection.memberId)) return 'too-fast'
    const media = await judgeSuggestion(queueable, pass, mediaId)
    if (typeof media === 'string') return media
    return room.submit(() => ({ kind: 'suggest', memberId: connection.memberId, id, media }))
  }

  return (message, seat, receivedAtMs) => {
    const { room, connection } = seat
    switch (message.type) {
      case 'hello':
        connection.end(closeCodes.protocol, 'one hello is enough')
        return
      case 'ping':
        send(seat, { type: 'pong', t0: message.t0, t1: receivedAtMs, t2: Math.max(receivedAtMs, now()), ...bound() })
        return
      case 'intent':
        void ask(message, seat)
        return
      case 'react':
        room.react({ memberId: connection.memberId, emoji: message.emoji, positionS: message.positionS })
        return
      case 'report': {
        room.recorder?.report(connection, message, receivedAtMs)
        const changed = connection.readiness !== message.readiness
        connection.rttMs = message.rttMs
        connection.offsetMs = message.offsetMs
        connection.readiness = message.readiness
        connection.hidden = message.hidden === true
        connection.reach = message.live && { ...message.live, atMs: receivedAtMs }
        room.heard(connection)
        if (changed) room.presenceChanged()
      }
    }
  }
}
