import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { decodeKs, encodeKs, ksSecrets, ksType, privileges } from '@kaltura-discord/kaltura/ks'

const partnerId = 12345
const secret = '0123456789abcdef0123456789abcdef'
const expiryUnix = 4_102_444_800
const userId = 'discord_123456789012345678'
const least = { sview: ['1_abc123de'], setrole: 'PLAYBACK_BASE_ROLE' }
const form = `sview=1_abc123de&setrole=PLAYBACK_BASE_ROLE&_e=${expiryUnix}&_t=0&_u=${userId}`
const prefix = `v2|${partnerId}|`
const block = 16
const hashBytes = 20
const utf8 = new TextEncoder()

/** One way to make and to read the KS of a viewer. */
export interface Contender {
  encode(): Promise<string> | string
  /** Whether the KS is authentic. */
  decode(ks: string): Promise<boolean> | boolean
}

const secrets = ksSecrets({ [partnerId]: secret })

const ours: Contender = {
  encode: () => encodeKs({ partnerId, secret, userId, type: ksType.user, expiryUnix, privileges: privileges(least) }),
  decode: async (ks) => (await decodeKs(ks, { secrets, partnerId, userId })).status === 'OK',
}

/**
 * The floor of any KS by Web Crypto: the same SHA-1, AES and base64 over a body that is already written, by a key that is already there.
 * Web Crypto insists on padding, so reading takes the same extra block that we need.
 */
async function webCryptoFloor(): Promise<Contender> {
  const { subtle } = crypto
  const hash = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await subtle.digest('SHA-1', bytes))
  const key = await subtle.importKey('raw', (await hash(utf8.encode(secret))).slice(0, block), 'AES-CBC', false, ['encrypt', 'decrypt'])
  const iv = new Uint8Array(block)
  const head = utf8.encode(prefix)
  const written = utf8.encode(form)
  return {
    async encode() {
      const body = new Uint8Array(block + written.length)
      crypto.getRandomValues(body.subarray(0, block))
      body.set(written, block)
      const padded = new Uint8Array(Math.ceil((hashBytes + body.length) / block) * block)
      padded.set(await hash(body))
      padded.set(body, hashBytes)
      const cipher = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, padded), 0, padded.length)
      return btoa(prefix + String.fromCharCode(...cipher))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
    },
    async decode(ks) {
      const bytes = Uint8Array.from(atob(ks.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
      const cipher = bytes.slice(head.length)
      const padding = await subtle.encrypt({ name: 'AES-CBC', iv: cipher.slice(-block) }, key, new Uint8Array())
      const whole = new Uint8Array(cipher.length + block)
      whole.set(cipher)
      whole.set(new Uint8Array(padding), cipher.length)
      const plain = new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv }, key, whole))
      const body = plain.slice(hashBytes, plain.findLastIndex((byte) => byte !== 0) + 1)
      return (await hash(body)).every((byte, index) => byte === plain[index])
    },
  }
}

/** The floor of Node alone: the same by `node:crypto`, which is synchronous and knows no padding. */
function nodeCryptoFloor(): Contender {
  const key = createHash('sha1').update(secret).digest().subarray(0, block)
  const iv = Buffer.alloc(block)
  return {
    encode() {
      const body = Buffer.concat([randomBytes(block), Buffer.from(form)])
      const plain = Buffer.concat([createHash('sha1').update(body).digest(), body])
      const padded = Buffer.concat([plain, Buffer.alloc((block - (plain.length % block)) % block)])
      const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
      return Buffer.concat([Buffer.from(prefix), cipher.update(padded), cipher.final()])
        .toString('base64')
        .replaceAll('+', '-')
        .replaceAll('/', '_')
    },
    decode(ks) {
      const cipher = Buffer.from(ks, 'base64url').subarray(prefix.length)
      const decipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
      const plain = Buffer.concat([decipher.update(cipher), decipher.final()])
      const body = plain.subarray(hashBytes, plain.findLastIndex((byte) => byte !== 0) + 1)
      return createHash('sha1').update(body).digest().equals(plain.subarray(0, hashBytes))
    },
  }
}

export const contenders: Readonly<Record<string, Contender>> = {
  ours,
  'Web Crypto alone': await webCryptoFloor(),
  'node:crypto alone': nodeCryptoFloor(),
}
