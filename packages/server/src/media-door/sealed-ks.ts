import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'

const claims = z.object({ ks: z.string() })

/**
 * Hides a KS in an address: what stands there instead can be read by this server alone. Stateless, so that any replica opens what another sealed.
 *
 * A KS of Kaltura's own lasts as long as Kaltura made it; a pass that is sealed like one, as long as the pass.
 */
export interface KsSeal {
  seal(ks: string): Promise<string>
  /** `undefined` for anything that this server did not seal. */
  open(token: string): Promise<string | undefined>
}

/** @param secret the server's own; the key that is made of it is for this purpose alone. */
export async function createKsSeal(secret: string): Promise<KsSeal> {
  const key = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`media-ks\0${secret}`)))
  return {
    seal: (ks) => new EncryptJWT({ ks }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key),
    async open(token) {
      const payload = await jwtDecrypt(token, key).then(
        (opened) => opened.payload,
        () => undefined,
      )
      return claims.safeParse(payload).data?.ks
    },
  }
}
