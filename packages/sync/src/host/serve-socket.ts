import type { PresentConnection } from '../presence/room-presence.ts'
import { closeCodes } from '../protocol/close-codes.ts'
import { decodeClientMessage } from '../protocol/decode-client-message.ts'
import { encodeMessage, type HelloMessage, type RoomGap, type ServerMessage } from '../protocol/messages.ts'
import { type Joining, type RoomId, revisionOf, roomRules } from '../room/room-state.ts'
import type { Ms, Timers } from '../time.ts'
import { admit, joiningOf, obstacle } from './admission.ts'
import type { Answer, Seat } from './answer-message.ts'
import type { KeptSeat } from './kept-seat.ts'
import type { LiveRoom } from './live-room.ts'
import { presentConnection } from './room-attendance.ts'
import type { AcceptedSocket } from './room-gate.ts'
import type { GateLimits, GateLog, RoomPass, RoomSocket, TicketVerdict } from './room-socket.ts'
import { createTokenBucket } from './token-bucket.ts'

export interface ServeSocketOptions {
  socket: RoomSocket
  verify: (ticket: string) => Promise<TicketVerdict>
  answer: Answer
  now: () => Ms
  timers: Timers
  log: (entry: GateLog) => void
  limits: GateLimits
  /** The time, never twice the same. */
  stamp: () => Ms
  /** How far `now` may be from the time that is told, where that is told. */
  bound: () => { boundMs?: Ms }
  pace: { take(nowMs: Ms): { retryAfterMs: Ms } | undefined }
  roomOf: (id: RoomId) => LiveRoom
  /** It has said hello, or will never. */
  onKnown: () => void
  onEnd: () => void
}

type Serving = { kind: 'greeting' } | { kind: 'admitting'; seat?: Seat } | { kind: 'live'; seat: Seat } | { kind: 'ended' }

export interface ServedSocket extends AcceptedSocket {
  /** Goes on with a socket that was let in before this process began. */
  adopt(seat: KeptSeat): void
  end(code: number, reason: string): void
}

/** One socket from hello to goodbye. Rules GA1 to GA7. */
export function serveSocket(options: ServeSocketOptions): ServedSocket {
  const { socket, now, timers, log, limits } = options
  const bucket = createTokenBucket(limits.messagesPerSecond, limits.messageBurst)
  let serving: Serving = { kind: 'greeting' }
  let heardAtMs = 0
  let cancelLook = timers.after(limits.helloMs, () => end(closeCodes.silent, 'no hello came'))

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
    cancelLook()
    options.onKnown()
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
    options.onKnown()
    cancelLook()
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
    const about = { id: hello.connection, attempt: hello.attempt ?? 0, memberId: joining.member.id, sinceMs: options.stamp() }
    const seat = seatIn(room, pass, joining, about)
    const { connection } = seat
    serving = { kind: 'admitting', seat }
    room.enter(connection)
    const outcome = await room.submit(() => (isEnded() ? undefined : { kind: 'join', ...joining }))
    if (isEnded()) return
    const obstructed = obstacle(outcome)
    if (obstructed) {
      end(obstructed.code, obstructed.reason)
      return
    }
    const gap = await gapOf(hello, room)
    if (isEnded()) return
    const state = room.state()
    if (!state || gap === 'unknown') {
      end(closeCodes.overloaded, 'the room cannot be reached')
      return
    }
    begin(seat, now())
    connection.told = { epoch: state.epoch, seq: state.seq }
    keep()
    send({
      type: 'welcome',
      member: joining.member,
      room: revisionOf(state),
      members: room.presence(),
      serverMs: now(),
      ...options.bound(),
      ...(gap ? { gap } : {}),
    })
  }

  async function gapOf({ last }: HelloMessage, room: LiveRoom): Promise<RoomGap | 'unknown' | undefined> {
    try {
      return last && (await room.gapSince(last))
    } catch (error) {
      log({ event: 'room.failed', doing: 'history', error })
      return 'unknown'
    }
  }

  function seatIn(room: LiveRoom, pass: RoomPass, joining: Joining, about: PresentConnection): Seat {
    const { hidden = false, ...rest } = about
    const told = { epoch: 0, seq: 0 }
    return { pass, room, connection: { ...rest, hidden, joining, live: false, told, send: sendFrame, end, keep } }
  }

  function begin(seat: Seat, lastHeardMs: Ms): void {
    serving = { kind: 'live', seat }
    seat.connection.live = true
    heardAtMs = lastHeardMs
    lookLater(seat)
  }

  /** One timer for silence and for age. What was heard puts it off only when it rings: messages are many. */
  function lookLater(seat: Seat): void {
    const nextMs = Math.floor(Math.min(...Object.values(left(seat))))
    cancelLook = timers.after(Math.max(0, nextMs), () => {
      const { silentMs, oldMs } = left(seat) // in whole ms, as timers are
      if (oldMs < 1) end(closeCodes.ticketExpired, 'time for a fresh ticket')
      else if (silentMs < 1) end(closeCodes.silent, 'nothing was heard')
      else lookLater(seat)
    })
  }

  function left({ connection }: Seat): { silentMs: Ms; oldMs: Ms } {
    return { silentMs: limits.silenceMs - (now() - heardAtMs), oldMs: limits.connectionMs - Math.max(0, now() - connection.sinceMs) }
  }

  function keep(): void {
    if (serving.kind !== 'live' || !socket.keep) return
    const { pass, connection } = serving.seat
    socket.keep({ pass, connection: presentConnection(connection), heardAtMs, told: connection.told })
  }

  const isEnded = () => serving.kind === 'ended'

  return {
    end,
    adopt({ pass, connection, heardAtMs: lastHeardMs, told }) {
      const room = options.roomOf(pass.room)
      const seat = seatIn(room, pass, joiningOf(pass), connection)
      options.onKnown()
      cancelLook()
      seat.connection.told = told
      begin(seat, lastHeardMs)
      room.enter(seat.connection)
    },
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
        heardAtMs = receivedAtMs
        options.answer(decoded.message, serving.seat, receivedAtMs)
        keep()
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
