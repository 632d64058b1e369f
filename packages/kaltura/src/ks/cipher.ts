import { concatBytes } from '../bytes/concat-bytes.ts'

/** Bytes of one AES block; what is encrypted and decrypted here is a whole number of them. */
export const blockBytes = 16

const zeroCbc = { name: 'AES-CBC', iv: new Uint8Array(blockBytes) }

const utf8 = new TextEncoder()
const keptKeys = 32
const keys = new Map<string, Promise<CryptoKey>>()

/**
 * The key of a secret: the first half of its SHA-1, as Kaltura's `OpenSSLWrapper` makes it. Kept for the secrets that were used last, as a key that can't be
 * read out again: making it costs as much as all the rest of a KS.
 */
export function keyOf(secret: string): Promise<CryptoKey> {
  const key = keys.get(secret) ?? importKey(secret)
  keys.delete(secret)
  keys.set(secret, key)
  const [eldest] = keys.keys()
  if (keys.size > keptKeys && eldest !== undefined) keys.delete(eldest)
  return key
}

async function importKey(secret: string): Promise<CryptoKey> {
  const hash = await sha1(utf8.encode(secret))
  return crypto.subtle.importKey('raw', hash.slice(0, blockBytes), 'AES-CBC', false, ['encrypt', 'decrypt'])
}

/**
 * AES-128-CBC, first filling the last block with zero bytes as Kaltura does.
 *
 * Web Crypto always adds PKCS#7 padding. On whole blocks that is one block more, at the end, so the answer without its last block is the unpadded one.
 */
export async function encryptZeroPadded(key: CryptoKey, plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const padded = new Uint8Array(Math.ceil(plain.length / blockBytes) * blockBytes)
  padded.set(plain)
  const encrypted = await crypto.subtle.encrypt(zeroCbc, key, padded)
  return new Uint8Array(encrypted, 0, padded.length)
}

/**
 * The other way; the zero bytes stay, because only the caller knows what may follow them.
 *
 * Web Crypto insists on taking PKCS#7 padding off, so we append the block it wants to find: CBC of an empty text, with the last block as IV, is exactly the
 * padding block that would have followed. It never fails on whole blocks, hence tells nobody anything about the key (no padding oracle).
 * @param cipher one whole block or more.
 */
export async function decryptZeroPadded(key: CryptoKey, cipher: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const lastBlock = cipher.slice(-blockBytes)
  const paddingBlock = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: lastBlock }, key, new Uint8Array())
  const padded = concatBytes(cipher, new Uint8Array(paddingBlock))
  return new Uint8Array(await crypto.subtle.decrypt(zeroCbc, key, padded))
}

/** SHA-1: not our choice, the format's. Its weakness is collisions, which need a signer that signs what the attacker wrote. */
export async function sha1(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))
}
