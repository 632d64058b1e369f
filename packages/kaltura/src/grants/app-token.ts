import { InvalidInputError } from '@kaltura-discord/core'
import { toHex } from '../bytes/hex.ts'

/** How Kaltura hashes the token of an app token; MD5, which it offers too, is broken and not in Web Crypto. */
export type AppTokenHash = 'SHA1' | 'SHA256' | 'SHA512'

const webCryptoName: Record<AppTokenHash, string> = { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' }

/** What `appToken.startSession` takes as proof: the hex digest of the KS exactly as it will be sent, followed by the token (`AppToken.php` of kaltura/server). */
export async function appTokenProof(hash: AppTokenHash, ks: string, token: string): Promise<string> {
  const name = webCryptoName[hash]
  if (name === undefined) throw new InvalidInputError('The hash of an app token is SHA1, SHA256 or SHA512')
  return toHex(new Uint8Array(await crypto.subtle.digest(name, new TextEncoder().encode(ks + token))))
}
