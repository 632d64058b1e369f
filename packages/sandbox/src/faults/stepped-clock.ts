import type { Clock } from '../discord/clock.ts'
import type { Faults } from './faults.ts'

/**
 * The time that the sandbox's Discord and Kaltura tell: the clock's, moved by every `step` fault that is there. Ids, timestamps, expiries of
 * a KS and ages are read from it; timers that wait for so many ms do not notice a step, as on a machine whose clock is set.
 */
export function createSteppedClock(clock: Clock, faults: Faults): Clock {
  let offsetMs = 0
  faults.subscribe(() => {
    offsetMs = faults.all().reduce((sum, { stepMs }) => sum + (stepMs ?? 0), 0)
  })
  return { now: () => clock.now() + offsetMs, after: clock.after }
}
