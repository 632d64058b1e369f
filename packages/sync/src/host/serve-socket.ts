import { closeCodes } from '../protocol/close-codes.ts'
import { decodeClientMessage } from '../protocol/decode-client-message.ts'
import { type RefusalReason, refusalReasons } from '../protocol/intents.ts'
import { limits as wire } from '../protocol/limits.ts'
import { type ClientMessage, encodeMessage, type HelloMessage, type IntentMessage, type ServerMessage } from '../protocol/messages.ts'
import { oneOf } from '../protocol/shape.ts'
import { type RoomId, revisionOf, roomRules } from '../room/room-state.ts'
import type { Ms, Timers } from '../time.ts'
import { admit, joiningOf, obstacle } from './admission.ts'
import type { LiveRoom, SubmitOutcome } from './live-room.ts'
import { judgeSuggestion, type Queueable } from './queueable.ts'
import type { RoomConnection } from './room-connection.ts'
import type { AcceptedSocket } from './room-gate.ts'
import type { GateLimits, GateLog, RoomPass, RoomSocket, TicketVerdict } from './room-socket.ts'
import { createTokenBucket } from './token-bucket.ts'

export interface ServeSocketOptions {
  socket: RoomSocket
  verify: (ticket: string) => Promise<TicketVerdict>
  queueable: Queueable | undefined
  now: () => Ms
  timers: Timers
  log: (entry: GateLog) => void
  limits: GateLimits
  /** The time, never twice the same. */
  stamp: () => Ms
  boundMs: (() => Ms) | undefined
  pace: { take(nowMs: Ms): { retryAfterMs: Ms } | undefined }
  roomOf: (id: RoomId) => LiveRoom
  onEnd: () => void
}

type Serving = { kind: 'greeting' } | { kind: 'admitting'; seat?: Seat } | { kind: 'live'; seat: Seat } | { kind: 'ended' }

interface Seat {
  pass: RoomPass
  room: LiveRoom
  connection: RoomConnection
}

/** One socket from hello to goodbye. Rules GA1 to GA7. */
export function serveSocket(options: ServeSocketOptions): AcceptedSocket & { end(code: number, reason: string): void } {
  const { socket, now, timers, log, limits } = options
  const bucket = createTokenBucket(limits.messagesPerSecond, limits.messageBurst)
  const suggestions = createTokenBucket(wire.suggestionsPerSecond, wire.suggestionBurst)
  let serving: Serving = { kind: 'greeting' }
  let cancelAge = () => {}
  let cancelSilence = timers.after(limits.helloMs, () => end(closeCodes.silent, 'no hello came'))

  function end(code: number, reason: string): void {
    if (serving.kind === 'ended') return
    log({ event: 'room.closed-connection', code })
    if (serving.kind === 'live') serving.seat.room.recorder?.closed(serving.seat.connection, code, now())
    leave(roomRules.graceMs)
    socket.close(code, reason)
  }

  function leave(graceMs: Ms): void {
    const seat = serving.kind === 'live' || serving.kind === 'admitting' ? serving.seat : undefined
    serving = { kind: 'ended' }
    cancelSilence()
    cancelAge()
    options.onEnd()
    seat?.room.leave(seat.connection, graceMs)
  }

  function sendFrame(frame: string): void {
    if (serving.kind === 'ended') return
    if ((socket.bufferedBytes?.() ?? 0) > limits.bufferedBytes) {
      end(closeCodes.overloaded, 'too slow to be told everything')
      return
    }
    try {
      socket.send(frame)
    } catch (error) {
      log({ event: 'room.failed', doing: 'send', error })
      end(closeCodes.internal, 'the connection is broken')
    }
  }

  const send = (message: ServerMessage) => sendFrame(encodeMessage(message))

  async function greet(hello: HelloMessage): Promise<void> {
    serving = { kind: 'admitting' }
    cancelSilence()
    try {
      const admission = await admit(hello, options.verify, now)
      if (admission.kind === 'turned-away') {
        end(admission.code, admission.reason)
        return
      }
      if (serving.kind !== 'admitting') return
      const busy = options.pace.take(now())
      if (busy) {
        send({ type: 'busy', ...busy })
        end(closeCodes.overloaded, 'too many come at once')
        return
      }
      await enter(hello, admission.pass)
    } catch (error) {
      log({ event: 'room.failed', doing: 'verify', error })
      end(closeCodes.internal, 'the ticket cannot be judged now')
    }
  }

  /** Takes the seat before joining, so that a tab of the same member that goes meanwhile does not take the member with it. */
  async function enter(hello: HelloMessage, pass: RoomPass): Promise<void> {
    const room = options.roomOf(pass.room)
    const joining = joiningOf(pass)
    const memberId = joining.member.id
    const connection: RoomConnection = {
      id: hello.connection,
      attempt: hello.attempt ?? 0,
      memberId,
      joining,
      sinceMs: options.stamp(),
      live: false,
      send: sendFrame,
      end,
    }
    const seat = { pass, room, connection }
    serving = { kind: 'admitting', seat }
    room.enter(connection)
    const outcome = await room.submit(() => (isEnded() ? undefined : { kind: 'join', ...joining }))
    if (isEnded()) return
    const obstructed = obstacle(outcome)
    if (obstructed) {
      end(obstructed.code, obstructed.reason)
      return
    }
    const resumed = hello.last && (await room.resumes(hello.last))
    if (isEnded()) return
    const state = room.state()
    if (!state) {
      end(closeCodes.overloaded, 'the room cannot be reached')
      return
    }
    serving = { kind: 'live', seat }
    connection.live = true
    cancelAge = timers.after(limits.connectionMs, () => end(closeCodes.ticketExpired, 'time for a fresh ticket'))
    heard()
    send({
      type: 'welcome',
      member: joining.member,
      room: revisionOf(state),
      members: room.presence(),
      serverMs: now(),
      ...bound(),
      ...(resumed === undefined ? {} : { resumed }),
    })
  }

  const bound = () => (options.boundMs ? { boundMs: Math.min(wire.instantMs, options.boundMs()) } : {})

  const isEnded = () => serving.kind === 'ended'

  function heard(): void {
    cancelSilence()
    cancelSilence = timers.after(limits.silenceMs, () => end(closeCodes.silent, 'nothing was heard'))
  }

  function obey(message: ClientMessage, seat: Seat, receivedAtMs: Ms): void {
    const { room, connection } = seat
    switch (message.type) {
      case 'hello':
        end(closeCodes.protocol, 'one hello is enough')
        return
      case 'ping':
        send({ type: 'pong', t0: message.t0, t1: receivedAtMs, t2: Math.max(receivedAtMs, now()), ...bound() })
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
        room.heard(connection)
        if (changed) room.presenceChanged()
      }
    }
  }

  async function ask({ id, type: _, ...intent }: IntentMessage, seat: Seat): Promise<void> {
    const { room, connection } = seat
    const { memberId } = connection
    const refuse = (reason: RefusalReason) => send({ type: 'refused', id, reason })
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
    if (!suggestions.take(now())) return 'too-fast'
    const media = await judgeSuggestion(options.queueable, pass, mediaId)
    if (typeof media === 'string') return media
    return room.submit(() => ({ kind: 'suggest', memberId: connection.memberId, id, media }))
  }

  return {
    end,
    receive(frame) {
      if (serving.kind === 'ended') return
      const receivedAtMs = now()
      if (!bucket.take(receivedAtMs)) {
        end(closeCodes.tooFast, 'too many messages')
        return
      }
      const decoded = decodeClientMessage(frame)
      if (decoded.kind === 'refused') {
        end(closeCodes.malformed, decoded.reason)
        return
      }
      if (serving.kind === 'live') {
        heard()
        obey(decoded.message, serving.seat, receivedAtMs)
        return
      }
      if (serving.kind === 'greeting' && decoded.message.type === 'hello') void greet(decoded.message)
      else end(closeCodes.protocol, 'hello first, then wait for welcome')
    },
    closed(code) {
      if (serving.kind !== 'ended') leave(code === 1000 ? roomRules.goodbyeGraceMs : roomRules.graceMs)
    },
  }
}
