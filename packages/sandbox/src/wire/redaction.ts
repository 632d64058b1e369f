import { hidden, type SecretIndex } from './secret-index.ts'

/** Takes out of a text, or of anything that can be JSON, what nobody should read. Pure but for the index, which grows. */
export interface Redaction {
  text(text: string): string
  /** Every string of the value; a field whose name says that it holds a secret loses it whatever it looks like. */
  json(value: unknown): unknown
  headers(headers: Readonly<Record<string, unknown>>): Record<string, string>
  /** Path and query, percent-encoding undone. */
  address(pathAndQuery: string): string
}

/** Names under which secrets travel: tokens, KS, codes, tickets, cookies, PKCE verifiers, signatures over secrets. */
const secretName =
  /(?:^|[_-])(?:ks|ksid|sid)$|token|secret|verifier|ticket|password|passwd|cookie|authorization|signature|proxy-payload|api[_-]?key|^code$/i
/** `code` is also what errors have: numbers and Kaltura's words in capitals. */
const errorCode = /^(?:-?\d{1,6}|[A-Z][A-Z0-9_]*)$/

/** V2 of a KS begins with base64 of `v2|`. */
const ksV2 = /djJ8[\w+/-]{6,}={0,2}/g
const bearer = /\b(Bearer|Bot|Basic|KS)\s+[\w.~+/=-]{8,}/gi
const discordBotToken = /[\w-]{22,28}\.[\w-]{5,7}\.[\w-]{25,110}/g
const jwt = /eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*){1,3}/g
/** Kaltura repeats a KS that it does not understand. */
const invalidKs = /(Invalid KS \\?")[^"\\]*/g
const base64 = /[\w+/-]{16,}/g
/** V1 of a KS, without its base64. */
const ksV1 = /^[0-9a-f]{40}\|/
/** A bar that is cut away of a KS of V2. */
const insideKs = /v2\|\d+\|/

/** What is looked for in base64 inside base64 is not looked for any deeper. */
const deepest = 2

export function createRedaction(index: SecretIndex): Redaction {
  const text = (given: string, depth = 0): string => {
    const clean = index
      .hide(given)
      .replace(invalidKs, `$1${hidden}`)
      .replace(bearer, `$1 ${hidden}`)
      .replace(jwt, hidden)
      .replace(ksV2, hidden)
      .replace(discordBotToken, hidden)
    return depth >= deepest ? clean : clean.replace(base64, (run) => (holdsSecret(run, depth) ? hidden : run))
  }

  /** A run of base64 letters may begin with some that belong to something else, so all four alignments are read. */
  const holdsSecret = (run: string, depth: number): boolean =>
    [0, 1, 2, 3].some((offset) => {
      const decoded = fromBase64(run.slice(offset))
      return ksV1.test(decoded) || insideKs.test(decoded) || text(decoded, depth + 1) !== decoded
    })

  const named = (name: string, value: string): string => {
    if (!secretName.test(name) || value === '') return text(value)
    return /^code$/i.test(name) && errorCode.test(value) ? value : hidden
  }

  const json = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') return named(name, value)
    if (Array.isArray(value)) return value.map((each) => json(each, name))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), json(inner, key)]))
  }

  return {
    text: (given) => text(given),
    json: (value) => json(value),
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[text(name), named(name, isAddress(name) ? addressOf(String(value)) : [value].flat().join(', '))]],
        ),
      ),
    address: (given) => addressOf(given),
  }

  function addressOf(given: string): string {
    const [path = '', query] = given.split(/\?(.*)/s)
    const cleanPath = text(decoded(path)).replace(/(\/ks\/)[^/]+/g, `$1${hidden}`)
    if (query === undefined) return cleanPath
    const parts = [...new URLSearchParams(query)].map(([name, value]) => `${text(name)}=${named(name, value)}`)
    return `${cleanPath}?${parts.join('&')}`
  }
}

function isAddress(header: string): boolean {
  return ['referer', 'location', 'origin'].includes(header.toLowerCase())
}

/** Also without padding and in the alphabet for addresses; one byte is one character. */
function fromBase64(run: string): string {
  const standard = run.replaceAll('-', '+').replaceAll('_', '/')
  return atob(standard.length % 4 === 1 ? standard.slice(0, -1) : standard)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
