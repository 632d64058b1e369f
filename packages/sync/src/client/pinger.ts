import type { ClockSample } from '../clock/clock-estimate.ts'
import { pingDelayMs } from '../clock/ping-schedule.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { ClientMessage } from '../protocol/messages.ts'
import type { Clock, Ms, Timers } from '../time.ts'

export interface Pinger {
  pong(answer: { t0: Ms; t1: Ms; t2: Ms }): void
  /** Starts the rhythm anew: what was known may be old. */
  restart(): void
  stop(): void
}

/** A server that has not answered a ping for so long is not there any more, whatever the socket says. */
const deadAfterMs = 10_000

/** Asks for the time over one connection, in the rhythm of `pingSchedule`. Answers to what was not asked are ignored. */
export function startPinger(options: {
  send: (message: ClientMessage) => void
  serverClock: ServerClock
  clock: Clock
  timers: Timers
  onDead: () => void
  /** Hears of every answer that counts, for a flight recorder. */
  onSample?: ((sample: ClockSample) => void) | undefined
}): Pinger {
  const { send, serverClock, clock, timers, onDead, onSample } = options
  const asked = new Set<Ms>()
  let index = 0
  let cancel = () => {}

  function ask(): void {
    const nowMs = clock.now()
    const [oldest = nowMs] = asked
    if (nowMs - oldest > deadAfterMs) {
      onDead()
      return
    }
    asked.add(nowMs)
    send({ type: 'ping', t0: nowMs })
    index += 1
    cancel = timers.after(pingDelayMs(index), ask)
  }

  ask()
  return {
    pong({ t0, t1, t2 }) {
      const t3 = clock.now()
      if (!asked.delete(t0)) return
      serverClock.add({ t0, t1, t2, t3 })
      onSample?.({ t0, t1, t2, t3 })
    },
    restart() {
      cancel()
      index = 0
      ask()
    },
    stop: () => cancel(),
  }
}
