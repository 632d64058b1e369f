import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { decodeServerMessage, encodeMessage, type MarkedRevision, type ServerMessage } from '@kaltura-discord/sync'
import { WebSocket } from 'ws'

export interface Viewer {
  readonly id: string
  readonly heard: readonly ServerMessage[]
  /** How long each time without a welcome took, in ms. */
  readonly outagesMs: readonly number[]
  /** Of each welcome, what it could not tell. */
  readonly gaps: readonly ('missed' | 'restored' | undefined)[]
  /** By how much the time of one node differed from that of the one before, and by how much it may, by their bounds and the round trips, in ms. */
  readonly clockSteps: readonly { byMs: number; statedMs: number }[]
  isLive(): boolean
  /** The room's time, by the latest answer of a node. */
  serverMs(): number
  /** Whether it went out. */
  seek(id: string, positionS: number): boolean
  play(): void
  close(): void
}

interface Sample {
  offsetMs: number
  boundMs: number
}

/** A tab without a player: connects to any of `urls`, comes back when it is dropped, and keeps what it heard. */
export function createViewer(id: string, urls: () => readonly string[]): Viewer {
  const connection = randomUUID()
  const heard: ServerMessage[] = []
  const outagesMs: number[] = []
  const gaps: ('missed' | 'restored' | undefined)[] = []
  const clockSteps: { byMs: number; statedMs: number }[] = []
  let socket: WebSocket | undefined
  let last: MarkedRevision | undefined
  let live = false
  let closed = false
  let lostAtMs = performance.now()
  let before: Sample | undefined
  let best: Sample | undefined
  let offsetMs = 0

  async function connect(): Promise<void> {
    if (closed) return
    const choices = urls()
    const url = choices[Math.floor(Math.random() * choices.length)]
    const opened = new WebSocket(`${url}/rooms`)
    socket = opened
    opened.on('error', () => {})
    opened.on('open', () => {
      const seen = last && { last: { epoch: last.epoch, seq: last.seq, mark: last.mark, awayMs: performance.now() - lostAtMs } }
      opened.send(encodeMessage({ type: 'hello', protocol: 1, ticket: id, connection, ...seen }))
    })
    opened.on('message', (data) => {
      const decoded = decodeServerMessage(String(data))
      if (decoded.kind === 'message') take(decoded.message, opened)
    })
    opened.on('close', () => {
      if (live) lostAtMs = performance.now()
      live = false
      before = best ?? before
      best = undefined
      void wait(Math.random() * 500).then(connect)
    })
  }

  function take(message: ServerMessage, from: WebSocket): void {
    if (message.type === 'pong') {
      sample(message)
      return
    }
    heard.push(message)
    if (message.type === 'room') last = message
    if (message.type !== 'welcome') return
    last = message.room
    live = true
    gaps.push(message.gap)
    outagesMs.push(performance.now() - lostAtMs)
    void ask(from)
  }

  async function ask(over: WebSocket): Promise<void> {
    for (let count = 0; count < 10 && over.readyState === WebSocket.OPEN; count += 1) {
      over.send(encodeMessage({ type: 'ping', t0: performance.now() }))
      await wait(60)
    }
    if (before && best) clockSteps.push({ byMs: Math.abs(best.offsetMs - before.offsetMs), statedMs: best.boundMs + before.boundMs })
    while (over.readyState === WebSocket.OPEN) {
      over.send(encodeMessage({ type: 'ping', t0: performance.now() }))
      await wait(1000)
    }
  }

  function sample({ t0, t1, t2, boundMs = 0 }: ServerMessage & { type: 'pong' }): void {
    const t3 = performance.now()
    const offBy = boundMs + (t3 - t0 - (t2 - t1)) / 2
    offsetMs = (t1 - t0 + t2 - t3) / 2
    if (!best || offBy < best.boundMs) best = { offsetMs, boundMs: offBy }
  }

  function say(text: string): boolean {
    if (!live || socket?.readyState !== WebSocket.OPEN) return false
    socket.send(text)
    return true
  }

  void connect()
  return {
    id,
    heard,
    outagesMs,
    gaps,
    clockSteps,
    isLive: () => live,
    serverMs: () => performance.now() + offsetMs,
    seek: (intentId, positionS) => say(encodeMessage({ type: 'intent', id: intentId, kind: 'seek', positionS })),
    play: () => void say(encodeMessage({ type: 'intent', id: randomUUID(), kind: 'play', positionS: 0 })),
    close() {
      closed = true
      socket?.close(1000)
    },
  }
}
