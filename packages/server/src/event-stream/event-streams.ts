import type { EventLog } from '@kaltura-discord/core'
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { RequestProblem } from '../http/request-problem.ts'
import type { ServerLog } from '../server-log.ts'

export interface EventStreamLimits {
  /** Streams that may be open at once in this process; whoever comes later is told to come back. Default 32. */
  most?: number | undefined
  /** After so long without an event a comment is sent, in ms, so that proxies and readers see that the line stands. Default 15,000. */
  heartbeatMs?: number | undefined
  /** A reader that leaves what it was sent unread for so long, in ms, is cut off. Default 15,000. */
  unreadMs?: number | undefined
  /** How often to look for what other processes wrote, in ms. Default 1000. */
  lookEveryMs?: number | undefined
}

export interface EventStreamsOptions extends EventStreamLimits {
  events: EventLog
  log: ServerLog
}

/** Of what a stream tells: everything behind a position, of one guild where it is named. */
export interface Wanted {
  after: number
  guildId?: string | undefined
}

const eventsAtOnce = 100

/**
 * Streams of server-sent events in the order of the log. Each reads the log at its own pace, one page at a time and only as fast as its reader takes it, so a slow
 * one costs a page of memory and nobody else anything.
 */
export function createEventStreams(options: EventStreamsOptions) {
  const { events, log, most = 32, heartbeatMs = 15_000, unreadMs = 15_000, lookEveryMs = 1000 } = options
  const open = new Set<Reader>()
  let closed = false

  async function tell(reader: Reader, { after, guildId }: Wanted): Promise<void> {
    let position = after
    let silentMs = 0
    await reader.send((stream) => stream.write(': open\n\n'))
    while (!closed && !reader.isGone()) {
      const found = await events.read({ after: position, limit: eventsAtOnce, guildId })
      for (const event of found) {
        if (!(await reader.send((stream) => stream.writeSSE({ id: String(event.position), data: JSON.stringify(event) })))) return
        position = event.position
      }
      silentMs = found.length > 0 ? 0 : silentMs + lookEveryMs
      if (silentMs >= heartbeatMs) {
        silentMs = 0
        if (!(await reader.send((stream) => stream.write(': still here\n\n')))) return
      }
      if (found.length === 0 && !closed) await reader.rest(lookEveryMs)
    }
  }

  return {
    /**
     * Answers with a stream that goes on until its reader or the server ends it.
     * @throws RequestProblem when there are as many as there may be
     */
    answer(context: Context, wanted: Wanted): Response {
      if (closed || open.size >= most) throw new RequestProblem('events.busy')
      const response = streamSSE(context, async (stream) => {
        const reader = createReader(stream, unreadMs, () => cutOff(context, stream))
        open.add(reader)
        // Whoever reads comes back and goes on where they were.
        await tell(reader, wanted).catch((error: unknown) => log.warn({ error }, 'a stream of events ended: they could not be read'))
        open.delete(reader)
      })
      // What has ended is of no use to anybody else: a server that stops does not wait for it.
      response.headers.set('connection', 'close')
      return response
    },
    /** Something was written: look now. */
    wake(): void {
      for (const reader of open) reader.wake()
    },
    /** Ends all of them, and lets in no more. */
    close(): void {
      closed = true
      for (const reader of open) reader.end()
    },
  }
}

type Reader = ReturnType<typeof createReader>

/** One reader and its line. `cut` ends the line also when the reader takes nothing. */
function createReader(stream: SSEStreamingApi, unreadMs: number, cut: () => void) {
  let ended = false
  let resting: (() => void) | undefined
  let givingUp: (() => void) | undefined
  stream.onAbort(() => resting?.())
  return {
    isGone: () => stream.aborted,
    wake: () => resting?.(),
    end() {
      ended = true
      givingUp?.()
      resting?.()
    },
    /** Waits, until it is woken or so long. */
    async rest(ms: number): Promise<void> {
      const { promise, resolve } = waiting()
      const timer = setTimeout(resolve, ms)
      resting = resolve
      await promise
      clearTimeout(timer)
      resting = undefined
    },
    /** @returns false when the reader is gone, or was cut off because it does not read */
    async send(write: (stream: SSEStreamingApi) => Promise<unknown>): Promise<boolean> {
      if (ended) return false
      const late = waiting()
      givingUp = late.resolve
      const timer = setTimeout(late.resolve, unreadMs)
      const isWritten = await Promise.race([write(stream).then(() => true), late.promise])
      clearTimeout(timer)
      givingUp = undefined
      if (!isWritten) cut()
      return isWritten === true && !stream.aborted
    },
  }
}

/** A promise that is resolved from outside. */
function waiting() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** Node waits for a reader that is stuck, as long as it takes, before it ends an answer: so its connection is ended. Elsewhere there is none to end. */
function cutOff(context: Context, stream: SSEStreamingApi): void {
  stream.abort()
  const { outgoing } = (context.env ?? {}) as { outgoing?: { destroy(): void } }
  outgoing?.destroy()
}
