import type { ClockSample } from '../clock/clock-estimate.ts'
import type { LinkMonitor } from '../clock/link-quality.ts'
import { pingDelayMs, pingSchedule } from '../clock/ping-schedule.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { ClientMessage } from '../protocol/messages.ts'
import type { Clock, Ms, Timers } from '../time.ts'

export interface Pinger {
  pong(answer: { t0: Ms; t1: Ms; t2: Ms; boundMs?: Ms }): void
  /** Starts the rhythm anew, at once: the page was hidden, the room's time may be another, a clock is in doubt, the route has changed. */
  restart(): void
  /** Something was heard. Hidden pages get few timers and all messages: a ping that is overdue goes out now. */
  nudge(): void
  stop(): void
}

/** A server that has not answered a ping for so long is not there any more, whatever the socket says. */
const deadAfterMs = 10_000

/** Asks for the time over one connection, in the rhythm of `pingSchedule`. Answers to what was not asked are ignored. */
export function startPinger(options: {
  send: (message: ClientMessage) => void
  serverClock: ServerClock
  /** Hears of every round trip, and says how often to ask. */
  link: LinkMonitor
  clock: Clock
  timers: Timers
  onDead: () => void
  /** Hears of every answer that counts, for a flight recorder. */
  onSample?: ((sample: ClockSample) => void) | undefined
}): Pinger {
  const { send, serverClock, link, clock, timers, onDead, onSample } = options
  const asked = new Set<Ms>()
  let index = 0
  let dueAtMs = 0
  let stopped = false
  let cancel = () => {}

  function ask(): void {
    const nowMs = clock.now()
    if (unansweredMs(nowMs) >= deadAfterMs) {
      cancel()
      onDead()
      return
    }
    asked.add(nowMs)
    send({ type: 'ping', t0: nowMs })
    index += 1
    dueAtMs = nowMs + pingDelayMs(index, link.quality(nowMs))
    lookLater(nowMs)
  }

  /** For how long the oldest question has been open. */
  function unansweredMs(nowMs: Ms): Ms {
    const [oldest = nowMs] = asked
    return nowMs - oldest
  }

  /** When the next ping is due, or the server would have been silent for too long. */
  function lookLater(nowMs: Ms): void {
    cancel()
    const inMs = Math.min(dueAtMs - nowMs, deadAfterMs - unansweredMs(nowMs))
    cancel = timers.after(Math.max(1, inMs), look)
  }

  function look(): void {
    const nowMs = clock.now()
    if (nowMs >= dueAtMs || unansweredMs(nowMs) >= deadAfterMs) ask()
    else lookLater(nowMs)
  }

  /** A burst that is under way is as good as a new one. */
  function restart(): void {
    if (stopped || index < pingSchedule.burst) return
    index = 0
    ask()
  }

  ask()
  return {
    restart,
    pong({ t0, t1, t2, boundMs = 0 }) {
      const t3 = clock.now()
      if (!asked.delete(t0)) return
      link.answered(t3 - t0 - (t2 - t1))
      const sample = { t0, t1, t2, t3, boundMs }
      serverClock.add(sample)
      onSample?.(sample)
      if (link.routeChanged()) restart()
    },
    nudge() {
      if (!stopped && clock.now() > dueAtMs + 50) ask()
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
