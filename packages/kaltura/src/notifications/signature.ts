import { concatBytes } from '../bytes/concat-bytes.ts'
import { digest, type HashName } from '../bytes/digest.ts'
import { toHex } from '../bytes/hex.ts'

/** The hashes that Kaltura can sign with, by the names of its header (`secureHashingAlgo` 1, 2, 3 of a template). `sha1` is Kaltura's default and weak. */
export type HashAlgorithm = 'sha1' | 'sha256' | 'sha512'

export const signatureHeader = 'X-KALTURA-SIGNATURE'
export const algorithmHeader = 'X-KALTURA-HASH-ALGO'

const hashNames: Record<HashAlgorithm, HashName> = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' }

/** Hash of the secret and, right behind it, the bytes of the body. Not an HMAC: Kaltura's choice (`KDispatchHttpNotificationEngine` of kaltura/server). */
export async function signatureOf(secret: string, algorithm: HashAlgorithm, body: Uint8Array): Promise<Uint8Array> {
  return digest(hashNames[algorithm], concatBytes(new TextEncoder().encode(secret), body))
}

export interface SignHttpNotificationOptions {
  /** The template’s own where it has one, else the partner’s admin secret. */
  secret: string
  /** What the template’s `secureHashingAlgo` is set to. */
  algorithm: HashAlgorithm
  /** Exactly the bytes that will be sent. */
  body: Uint8Array
}

/** The headers with which Kaltura would send this body: for sandboxes and tests of a receiver. */
export async function signHttpNotification({ secret, algorithm, body }: SignHttpNotificationOptions): Promise<Record<string, string>> {
  return { [signatureHeader]: toHex(await signatureOf(secret, algorithm, body)), [algorithmHeader]: algorithm }
}
