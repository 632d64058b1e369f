import { z } from 'zod'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 22:00')
const timeZone = z.string().max(64).refine(isTimeZone, 'must be a time zone, such as Europe/Berlin')

/** A part of each day, by the clock on a wall of some time zone. It may go over midnight; where both times are the same it is the whole day. */
export const quietHours = z.strictObject({ from: timeOfDay, to: timeOfDay, timeZone })

export type QuietHours = z.output<typeof quietHours>

/** Whether it is quiet: from `from` on, until just before `to`. Follows the zone's summer time. */
export function isQuiet({ from, to, timeZone }: QuietHours, atMs: number): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs)
  return from < to ? clock >= from && clock < to : clock >= from || clock < to
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
