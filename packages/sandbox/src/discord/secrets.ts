import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** What Discord's developer portal would show for the application; random at every start. */
export interface ApplicationSecrets {
  botToken: string
  clientSecret: string
  /** Hex of the Ed25519 public key (`verify_key`), as the portal shows it. */
  publicKey: string
  /** Signs what the activity proxy says about a request. */
  privateKey: KeyObject
}

/** Random text from an alphabet that is safe in URLs and headers. */
export type RandomToken = (bytes: number) => string
export const randomToken: RandomToken = (bytes) => randomBytes(bytes).toString('base64url')

/** A bot token has Discord's shape (id, time, key), because libraries read the id from it and log filters look for it. */
export function createApplicationSecrets(
  applicationId: string,
  { random = randomToken, botToken }: { random?: RandomToken; botToken?: string | undefined } = {},
): ApplicationSecrets {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    botToken: botToken ?? [Buffer.from(applicationId).toString('base64url'), random(5).slice(0, 6), random(29).slice(0, 38)].join('.'),
    clientSecret: random(24),
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex'),
    privateKey,
  }
}
