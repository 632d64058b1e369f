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
import { fullBucket, type TokenBucket, takeToken } from './token-bucket.ts'

export interface ServingOptions {
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
  onKnown: (socket: ServedSocket) => void
  onEnd: (socket: ServedSocket) => void
}

type Serving = { kind: 'greeting' } | { kind: 'admitting'; seat?: Seat } | { kind: 'live'; seat: Seat } | { kind: 'ended' }

export interface ServedSocket extends AcceptedSocket {
  /** Goes on with a socket that was let in before this process began. */
  adopt(seat: KeptSeat): void
  end(code: number, reason: string): void
}

/** All that is kept of one socket: thousands of them are idle. */
interface Served extends ServedSocket {
  readonly socket: RoomSocket
  readonly bucket: TokenBucket
  serving: Serving
  heardAtMs: Ms
  cancelLook: () => void
}

/** Serves each socket that it is given from hello to goodbye. Rules GA1 to GA7. */
export function createServing(options: ServingOptions): (socket: RoomSocket) => ServedSocket {
  const { now, timers, log, limits } = options
  const messages = { perSecond: limits.messagesPerSecond, burst: limits.messageBurst }

  function end(one: Served, code: number, reason: string): void {
    if (isEnded(one)) return
    log({ event: 'room.closed-connection', code })
    if (one.serving.kind === 'live') one.serving.seat.room.recorder?.closed(one.serving.seat.connection, code, now())
    leave(one, roomRules.graceMs)
    one.socket.close(code, reason)
  }

  function leave(one: Served, graceMs: Ms): void {
    const { serving } = one
    const seat = serving.kind === 'live' || serving.kind === 'admitting' ? serving.seat : undefined
    one.serving = { kind: 'ended' }
    one.cancelLook()
    options.onKnown(one)
    options.onEnd(one)
    seat?.room.leave(seat.connection, graceMs)
  }

  function sendFrame(one: Served, frame: string): void {
    if (isEnded(one)) return
    if ((one.socket.bufferedBytes?.() ?? 0) > limits.bufferedBytes) {
      one.end(closeCodes.overloaded, 'too slow to be told everything')
      return
    }
    try {
      one.socket.send(frame)
    } catch (error) {
      log({ event: 'room.failed', doing: 'send', error })
      one.end(closeCodes.internal, 'the connection is broken')
    }
  }

  const send = (one: Served, message: ServerMessage) => sendFrame(one, encodeMessage(message))

  async function greet(one: Served, hello: HelloMessage): Promise<void> {
    one.serving = { kind: 'admitting' }
    options.onKnown(one)
    one.cancelLook()
    try {
      const admission = await admit(hello, options.verify, now)
      if (admission.kind === 'turned-away') {
        one.end(admission.code, admission.reason)
        return
      }
      if (isEnded(one)) return
      const busy = options.pace.take(now())
      if (busy) {
        send(one, { type: 'busy', ...busy })
        one.end(closeCodes.overloaded, 'too many come at once')
        return
      }
      await enter(one, hello, admission.pass)
    } catch (error) {
      log({ event: 'room.failed', doing: 'verify', error })
      one.end(closeCodes.internal, 'the ticket cannot be judged now')
    }
  }

  /** Takes the seat before joining, so that a tab of the same member that goes meanwhile does not take the member with it. */
  async function enter(one: Served, hello: HelloMessage, pass: RoomPass): Promise<void> {
    const room = options.roomOf(pass.room)
    const joining = joiningOf(pass)
    const about = { id: hello.connection, attempt: hello.attempt ?? 0, memberId: joining.member.id, sinceMs: options.stamp() }
    const seat = seatIn(one, room, pass, joining, about)
    const { connection } = seat
    one.serving = { kind: 'admitting', seat }
    room.enter(connection)
    const outcome = await room.submit(() => (isEnded(one) ? undefined : { kind: 'join', ...joining }))
    if (isEnded(one)) return
    const obstructed = obstacle(outcome)
    if (obstructed) {
      one.end(obstructed.code, obstructed.reason)
      return
    }
    const gap = await gapOf(hello, room)
    if (isEnded(one)) return
    const state = room.state()
    if (!state || gap === 'unknown') {
      one.end(closeCodes.overloaded, 'the room cannot be reached')
      return
    }
    begin(one, seat, now())
    connection.told = { epoch: state.epoch, seq: state.seq }
    connection.keep()
    send(one, {
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

  function seatIn(one: Served, room: LiveRoom, pass: RoomPass, joining: Joining, about: PresentConnection): Seat {
    const { hidden = false, ...rest } = about
    const told = { epoch: 0, seq: 0 }
    const calls = { send: (frame: string) => sendFrame(one, frame), end: one.end, keep: () => keep(one) }
    return { pass, room, connection: { ...rest, hidden, joining, live: false, told, ...calls } }
  }

  function begin(one: Served, seat: Seat, lastHeardMs: Ms): void {
    one.serving = { kind: 'live', seat }
    seat.connection.live = true
    one.heardAtMs = lastHeardMs
    lookLater(one, seat)
  }

  /** One timer for silence and for age. What was heard puts it off only when it rings: messages are many. */
  function lookLater(one: Served, seat: Seat): void {
    const nextMs = Math.floor(Math.min(...Object.values(left(one, seat))))
    one.cancelLook = timers.after(Math.max(0, nextMs), () => {
      const { silentMs, oldMs } = left(one, seat) // in whole ms, as timers are
      if (oldMs < 1) one.end(closeCodes.ticketExpired, 'time for a fresh ticket')
      else if (silentMs < 1) one.end(closeCodes.silent, 'nothing was heard')
      else lookLater(one, seat)
    })
  }

  function left({ heardAtMs }: Served, { connection }: Seat): { silentMs: Ms; oldMs: Ms } {
    return { silentMs: limits.silenceMs - (now() - heardAtMs), oldMs: limits.connectionMs - Math.max(0, now() - connection.sinceMs) }
  }

  function adopt(one: Served, { pass, connection, heardAtMs, told }: KeptSeat): void {
    const room = options.roomOf(pass.room)
    const seat = seatIn(one, room, pass, joiningOf(pass), connection)
    options.onKnown(one)
    one.cancelLook()
    seat.connection.told = told
    begin(one, seat, heardAtMs)
    room.enter(seat.connection)
  }

  function receive(one: Served, frame: string | Uint8Array): void {
    if (isEnded(one)) return
    const receivedAtMs = now()
    if (!takeToken(one.bucket, messages, receivedAtMs)) {
      one.end(closeCodes.tooFast, 'too many messages')
      return
    }
    const decoded = decodeClientMessage(frame)
    if (decoded.kind === 'refused') {
      one.end(closeCodes.malformed, decoded.reason)
      return
    }
    if (one.serving.kind === 'live') {
      one.heardAtMs = receivedAtMs
      options.answer(decoded.message, one.serving.seat, receivedAtMs)
      keep(one)
      return
    }
    if (one.serving.kind === 'greeting' && decoded.message.type === 'hello') void greet(one, decoded.message)
    else one.end(closeCodes.protocol, 'hello first, then wait for welcome')
  }

  return (socket) => {
    const one: Served = {
      socket,
      bucket: fullBucket(messages),
      serving: { kind: 'greeting' },
      heardAtMs: 0,
      cancelLook: timers.after(limits.helloMs, () => one.end(closeCodes.silent, 'no hello came')),
      end: (code, reason) => end(one, code, reason),
      adopt: (seat) => adopt(one, seat),
      receive: (frame) => receive(one, frame),
      closed(code) {
        if (!isEnded(one)) leave(one, code === 1000 ? roomRules.goodbyeGraceMs : roomRules.graceMs)
      },
    }
    return one
  }
}

function isEnded({ serving }: Served): boolean {
  return serving.kind === 'ended'
}

function keep({ socket, serving, heardAtMs }: Served): void {
  if (serving.kind !== 'live' || !socket.keep) return
  const { pass, connection } = serving.seat
  socket.keep({ pass, connection: presentConnection(connection), heardAtMs, told: connection.told })
}
