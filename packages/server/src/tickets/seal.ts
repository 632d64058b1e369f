import { EncryptJWT, jwtDecrypt } from 'jose'
import type { z } from 'zod'

/** Claims that travel through other hands and that this server alone can read. Stateless, so that any replica opens what another sealed. */
export interface Seal<Claims> {
  seal(claims: Claims): Promise<string>
  /** `undefined` for anything that this server did not seal for this purpose, and for what has ended. */
  open(text: string): Promise<Claims | undefined>
}

export interface SealOptions<Claims> {
  /** The server's own. */
  secret: string
  /** The key is made for it: nothing sealed for one purpose can ever be opened for another. */
  purpose: string
  claims: z.ZodType<Claims>
  /** How long it can be opened. Default: for ever, for what ends by itself. */
  life?: { seconds: number; now: () => number }
}

export async function createSeal<Claims>({ secret, purpose, claims, life }: SealOptions<Claims>): Promise<Seal<Claims>> {
  const key = await purposeKey(purpose, secret)
  return {
    seal(sealed) {
      const token = new EncryptJWT({ sealed }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      if (life) token.setExpirationTime(Math.floor(life.now() / 1000) + life.seconds)
      return token.encrypt(key)
    },
    async open(text) {
      const payload = await jwtDecrypt(text, key, life ? { currentDate: new Date(life.now()) } : {}).then(
        (opened) => opened.payload,
        () => undefined,
      )
      return claims.safeParse(payload?.sealed).data
    },
  }
}

/** One key per purpose, so that no token of one kind can ever pass for another. */
export async function purposeKey(purpose: string, secret: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${purpose}\0${secret}`)))
}
