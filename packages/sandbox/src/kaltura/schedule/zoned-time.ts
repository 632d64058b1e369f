/** An instant as the clock on a wall shows it. Days of a month may be out of range: the 32nd of January is the 1st of February. */
export interface WallTime {
  year: number
  /** 1 to 12, or beyond. */
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const dayS = 86_400

/** @param zone an IANA name; one that there is not is taken for UTC */
export function wallTime(unix: number, zone: string): WallTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(unix * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second') }
}

/** Seconds since 1970. An hour that daylight saving skips is the one after it. */
export function unixOf(wall: WallTime, zone: string): number {
  const asUtc = utcOf(wall)
  const offsetAt = (unix: number) => utcOf(wallTime(unix, zone)) - unix
  const guess = asUtc - offsetAt(asUtc)
  return asUtc - offsetAt(guess) === guess ? guess : Math.max(guess, asUtc - offsetAt(guess))
}

/** 0 is Sunday. */
export function weekday({ year, month, day }: WallTime): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

export function addDays(wall: WallTime, days: number): WallTime {
  return wallTime(utcOf(wall) + days * dayS, 'UTC')
}

function isZone(zone: string): boolean {
  if (formats.has(zone)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function utcOf({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000
}

/** Making one takes far longer than using it, and there are only as many as there are zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const timeZone = isZone(zone) ? zone : 'UTC'
  const known = formats.get(timeZone)
  if (known) return known
  const format = newFormat(timeZone)
  formats.set(timeZone, format)
  return format
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  return new Intl.DateTimeFormat('en-GB-u-hc-h23', { timeZone, ...fields })
}
