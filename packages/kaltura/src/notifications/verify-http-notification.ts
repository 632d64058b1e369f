import { InvalidInputError } from '@kaltura-discord/core'
import { fromHex } from '../bytes/hex.ts'
import { sameBytes } from '../bytes/same-bytes.ts'
import { jsonOfLegacyForm } from './legacy-form.ts'
import { algorithmHeader, type HashAlgorithm, signatureHeader, signatureOf } from './signature.ts'
import { parseStrictObject } from './strict-json.ts'

/** A notification about an entry is a few kB. */
const maxBodyBytes = 1024 * 1024

export interface VerifyHttpNotificationOptions {
  /** Secrets that it may be signed with: the partner's admin secret, or the template's own where Kaltura gives it one; several while one is being changed. */
  secrets: readonly string[]
  /** The hashes that you let in. `['sha256', 'sha512']`; add `sha1` only for a template that nobody can change. */
  algorithms: readonly HashAlgorithm[]
  /** As they came, in any case; or those of a `Request`. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
  /** The body as it came, before any parsing: Kaltura signs bytes. */
  body: Uint8Array
  /** Takes the form `data=…` of legacy templates too, which Kaltura's own new ones no longer send. Default false. */
  legacyForm?: boolean
}

export type VerifiedHttpNotification =
  /** `json` is what to give to `parseHttpNotification`: the body, or what a legacy form held. */
  | { kind: 'verified'; algorithm: HashAlgorithm; json: Uint8Array }
  /** `not-json` is told only of a body whose signature is right: a template that sends forms or XML. */
  | { kind: 'refused'; reason: 'unsigned' | 'algorithm-not-allowed' | 'body-empty' | 'body-too-large' | 'signature-wrong' | 'not-json' }

/**
 * Whether Kaltura sent this body, and it is a JSON object.
 *
 * There is no time and no nonce in what Kaltura signs, so an old notification verifies for ever: drop repeats by `dedupeKeys`, treat the content as a hint and
 * fetch the entry again. An empty body is refused, because its signature is the same each time.
 * @throws InvalidInputError for no secret or an empty one, with which anyone could sign.
 */
export async function verifyHttpNotification(options: VerifyHttpNotificationOptions): Promise<VerifiedHttpNotification> {
  const { secrets, algorithms, headers, body, legacyForm = false } = options
  if (secrets.length === 0 || secrets.includes('')) throw new InvalidInputError('HTTP notifications need a secret that is not empty')

  const signatureText = header(headers, signatureHeader)
  const algorithmText = header(headers, algorithmHeader)
  if (signatureText === undefined || algorithmText === undefined) return { kind: 'refused', reason: 'unsigned' }
  const algorithm = algorithms.find((allowed) => allowed === algorithmText)
  if (!algorithm) return { kind: 'refused', reason: 'algorithm-not-allowed' }
  if (body.length === 0) return { kind: 'refused', reason: 'body-empty' }
  if (body.length > maxBodyBytes) return { kind: 'refused', reason: 'body-too-large' }

  const signature = fromHex(signatureText) ?? new Uint8Array()
  const matches = await Promise.all(secrets.map(async (secret) => sameBytes(await signatureOf(secret, algorithm, body), signature)))
  if (!matches.includes(true)) return { kind: 'refused', reason: 'signature-wrong' }
  const json = (legacyForm ? jsonOfLegacyForm(body) : undefined) ?? body
  return parseStrictObject(json) ? { kind: 'verified', algorithm, json } : { kind: 'refused', reason: 'not-json' }
}

/** The one value of a header; of a repeated one, none: we would not know which Kaltura meant. */
function header(headers: VerifyHttpNotificationOptions['headers'], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name.toLowerCase() ? (value ?? []) : []))
  return values.length === 1 ? values[0] : undefined
}
