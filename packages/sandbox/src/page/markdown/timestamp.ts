import type { TimeStyle } from './markdown.ts'

const formats: Record<Exclude<TimeStyle, 'R'>, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
}

const units: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
]

/** What Discord shows for `<t:unixS:style>`. `locale` and `timeZone` are the reader's; left out, the browser's. */
export function formatTimestamp(options: {
  unixS: number
  style: TimeStyle
  nowMs: number
  locale?: string | undefined
  timeZone?: string | undefined
}): string {
  const { unixS, style, nowMs, locale, timeZone } = options
  if (style !== 'R') return new Intl.DateTimeFormat(locale, { ...formats[style], ...(timeZone ? { timeZone } : {}) }).format(unixS * 1000)

  const inS = Math.round(unixS - nowMs / 1000)
  const { unit, seconds } = units.find((each) => Math.abs(inS) >= each.seconds) ?? { unit: 'second', seconds: 1 }
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(inS / seconds), unit)
}
