import type { WireEntry, WireName } from '../../wire/wire-entry.ts'

export const wireWords: Readonly<Record<WireName, string>> = {
  'discord-rest': 'Discord REST',
  'discord-gateway': 'Discord gateway',
  'activity-proxy': 'Activity proxy',
  'activity-rpc': 'Activity RPC',
  'kaltura-api': 'Kaltura API',
  'kaltura-media': 'Kaltura media',
  'kaltura-notifications': 'Notifications',
}

/** One line of the list. */
export interface WireRow {
  key: string
  time: string
  wire: string
  /** For the eye and for the search. */
  words: string
  outcome: string
  isBad: boolean
  entry: WireEntry
}

export function rowOf(entry: WireEntry): WireRow {
  const common = { key: `${entry.wire} ${entry.seq}`, time: timeOf(entry.atMs), wire: wireWords[entry.wire], entry }
  if (entry.kind === 'frame') {
    const arrow = entry.direction === 'in' ? '→' : '←'
    return { ...common, words: `${arrow} ${entry.name}`, outcome: `${entry.bytes} B`, isBad: false }
  }
  const outcome = entry.status === null ? 'broke off' : `${entry.status}`
  return {
    ...common,
    words: `${entry.method} ${entry.address}`,
    outcome: `${outcome}, ${Math.round(entry.tookMs)} ms`,
    isBad: entry.status === null || entry.status >= 400,
  }
}

/** The rows that a person asked for: of one wire or of all, and with their words somewhere in the line or the bodies. */
export function matching(entries: readonly WireEntry[], wish: { wire: WireName | ''; text: string }): WireEntry[] {
  const wanted = wish.text.trim().toLowerCase()
  return entries.filter(
    (entry) => (wish.wire === '' || entry.wire === wish.wire) && (wanted === '' || JSON.stringify(entry).toLowerCase().includes(wanted)),
  )
}

/** Server's entries and the page's own in one order. */
export function inOrder(...lists: readonly (readonly WireEntry[])[]): WireEntry[] {
  return lists.flat().sort((a, b) => a.atMs - b.atMs)
}

/** The entry as a person reads it: bodies of JSON laid out, everything else as it is. */
export function detailsOf(entry: WireEntry): string {
  if (entry.kind === 'frame') return entry.body === null ? 'Only the head of this frame is kept.' : laidOut(entry.body)
  const part = (title: string, { headers, body }: { headers: Record<string, string>; body: string | null }) =>
    [title, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...(body === null ? [] : ['', laidOut(body)])].join(
      '\n',
    )
  const status = entry.status === null ? 'No whole answer' : `Answer ${entry.status}`
  return `${part(`${entry.method} ${entry.address}`, entry.request)}\n\n${part(status, entry.response)}`
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function timeOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(11, 23)
}
