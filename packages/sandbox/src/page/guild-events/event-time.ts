/** When an event is, in the words of who looks: `Fri 9 Jan, 18:00`, with the end on the same day as a time alone. */
export function eventTime(
  event: { startsAtMs: number; endsAtMs: number | null },
  { locale, timeZone }: { locale?: string | undefined; timeZone?: string | undefined } = {},
): string {
  const zone = timeZone ? { timeZone } : {}
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...zone,
  })
  return event.endsAtMs === null ? format.format(event.startsAtMs) : format.formatRange(event.startsAtMs, event.endsAtMs)
}
