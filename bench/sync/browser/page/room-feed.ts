import {
  type ClientMessage,
  createServerClock,
  decodeServerMessage,
  encodeMessage,
  type Intent,
  pingDelayMs,
  positionAt,
  type ServerClock,
  type Timeline,
} from '@kaltura-discord/sync'

/** The room as a peer gets it: our protocol and our clock, which is more than any of them brings; what it does with its player is its own. */
export interface RoomFeed {
  clock: ServerClock
  /** Where the room is now, and whether it moves; it does not yet before an announced start. */
  target(): { positionS: number; playing: boolean } | undefined
  timeline(): Timeline | undefined
  onChange(listener: () => void): void
  intend(intent: Intent): void
  /** Resolves with the server's time, once it has answered. */
  ask(): Promise<number>
}

/** Resolves when the room and the time are known. */
export async function openRoomFeed(socketUrl: string, ticket: string): Promise<RoomFeed> {
  const clock = createServerClock(performance)
  const listeners: (() => void)[] = []
  let timeline: Timeline | undefined
  let asked = 0
  const answered = new Map<number, (serverMs: number) => void>()
  const socket = new WebSocket(socketUrl)
  const send = (message: ClientMessage) => socket.send(encodeMessage(message))

  function ask(): void {
    send({ type: 'ping', t0: performance.now() })
    asked += 1
    setTimeout(ask, pingDelayMs(asked))
  }

  socket.addEventListener('open', () => send({ type: 'hello', protocol: 1, ticket, connection: crypto.randomUUID() }))
  socket.addEventListener('message', ({ data }) => {
    const decoded = decodeServerMessage(String(data))
    if (decoded.kind === 'refused') return
    const { message } = decoded
    if (message.type === 'pong') {
      clock.add({ ...message, t3: performance.now() })
      answered.get(message.t0)?.(message.t1)
      answered.delete(message.t0)
    } else if (message.type === 'welcome') {
      timeline = message.room.state.timeline
      ask()
    } else if (message.type === 'room') {
      timeline = message.state.timeline
      for (const listener of listeners) listener()
    }
  })
  while (!timeline || clock.now() === undefined || asked < 12) await new Promise((done) => setTimeout(done, 50))

  return {
    clock,
    timeline: () => timeline,
    target() {
      const nowMs = clock.now()
      if (!timeline || nowMs === undefined) return undefined
      return { positionS: positionAt(timeline, nowMs), playing: timeline.playing && nowMs >= timeline.atMs }
    },
    ask: () =>
      new Promise((done) => {
        const t0 = performance.now()
        answered.set(t0, done)
        send({ type: 'ping', t0 })
      }),
    onChange: (listener) => void listeners.push(listener),
    intend: (intent) => send({ type: 'intent', id: crypto.randomUUID(), ...intent }),
  }
}

/** The remote that every peer has: our intents. */
export function remoteOf(feed: RoomFeed) {
  const here = () => feed.target()?.positionS ?? 0
  return {
    play: () => feed.intend({ kind: 'play', positionS: here() }),
    pause: () => feed.intend({ kind: 'pause', positionS: here() }),
    seek: (positionS: number) => feed.intend({ kind: 'seek', positionS }),
  }
}
