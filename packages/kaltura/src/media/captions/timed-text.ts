import type { Cue } from './cue.ts'

/** One tag. Nothing in it can reach over the next `<`, so that no file takes longer than its length. */
const tag = /<(\/?)(?:[\w.-]{1,50}:)?([a-z]\w{0,50})((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/gi
const attribute = /(?:^|\s)(?:[\w-]{1,50}:)?(begin|end|dur|frameRate|tickRate)\s?=\s?(?:"([^"]*)"|'([^']*)')/g

/** How a file counts what is neither hours nor seconds. */
interface Rates {
  frame: number
  tick: number
}

/**
 * Cues of a Timed Text file (TTML, DFXP), as far as it is one: each `p` with a begin and an end. Styles, regions and the times of what a `p` stands in
 * are left out, as Kaltura leaves them out.
 */
export function readTimedText(file: string): Cue[] {
  const text = withoutComments(file)
  const cues: Cue[] = []
  let rates: Rates = { frame: 30, tick: 1 }
  let open: Cue | undefined
  let readTo = 0
  for (const { 0: whole, 1: closing, 2: name = '', 3: written = '', index } of text.matchAll(tag)) {
    if (open) open.text += plain(text.slice(readTo, index))
    readTo = index + whole.length
    const element = name.toLowerCase()
    if (element === 'tt' && closing === '') rates = ratesOf(written)
    if (element === 'br' && open) open.text += '\n'
    if (element !== 'p') continue
    open = closing === '' && !written.endsWith('/') ? cueOf(written, rates) : undefined
    if (open) cues.push(open)
  }
  return cues
}

function cueOf(written: string, rates: Rates): Cue | undefined {
  const { begin, end, dur } = attributesOf(written)
  const startMs = msOf(begin, rates)
  if (startMs === undefined) return undefined
  const lengthMs = msOf(dur, rates)
  const endMs = msOf(end, rates) ?? (lengthMs === undefined ? undefined : startMs + lengthMs)
  return endMs === undefined ? undefined : { startMs, endMs, text: '' }
}

function ratesOf(written: string): Rates {
  const { frameRate, tickRate } = attributesOf(written)
  const frame = positive(frameRate) ?? 30
  return { frame, tick: positive(tickRate) ?? frame }
}

function positive(written: string | undefined): number | undefined {
  const value = Number(written)
  return value > 0 && value < 1e9 ? value : undefined
}

function attributesOf(written: string): Partial<Record<string, string>> {
  return Object.fromEntries([...written.matchAll(attribute)].map(([, name, double, single]) => [name, double ?? single ?? '']))
}

/** `01:02:03.5`, `01:02:03:12` (frames), `3.5s`, `90000t`. */
function msOf(written: string | undefined, { frame, tick }: Rates): number | undefined {
  const clock = /^(\d{1,4}):(\d{1,2}):(\d{1,2})(?:(\.\d{1,9})|:(\d{1,4}))?$/.exec(written ?? '')
  if (clock) {
    const [, hours, minutes, seconds, fraction = '0', frames = '0'] = clock
    const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
    return Math.round((whole + Number(fraction) + Number(frames) / frame) * 1000)
  }
  const [, count, unit = ''] = /^(\d{1,15}(?:\.\d{1,9})?)(h|m|s|ms|f|t)$/.exec(written ?? '') ?? []
  const unitMs = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, f: 1000 / frame, t: 1000 / tick }[unit]
  return unitMs === undefined ? undefined : Math.round(Number(count) * unitMs)
}

/** An unfinished comment takes what is left of the file with it. */
function withoutComments(file: string): string {
  const [first = '', ...rest] = file.split('<!--')
  return first + rest.map((piece) => (piece.includes('-->') ? piece.slice(piece.indexOf('-->') + 3) : '')).join('')
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Line breaks of the file are blanks, only `br` breaks a line. */
function plain(xml: string): string {
  return xml.replace(/\s+/g, ' ').replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
