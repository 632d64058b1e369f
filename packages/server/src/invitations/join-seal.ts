import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'

const claims = z.object({ state: z.string(), verifier: z.string(), guildId: z.string(), id: z.string() })

/** A sign-in that somebody began with an invitation, and Discord has not come back from yet. */
export type BegunJoin = z.infer<typeof claims>

export const joinLifeS = 600

/** Puts a begun sign-in into the cookie of the browser that began it; 10 minutes. Encrypted: nobody but this server reads the PKCE verifier. */
export interface JoinSeal {
  seal(begun: BegunJoin): Promise<string>
  open(sealed: string): Promise<BegunJoin | undefined>
}

/** @param options.secret the server's own; the key that is made of it is for this purpose alone. */
export async function createJoinSeal({ secret, now }: { secret: string; now: () => number }): Promise<JoinSeal> {
  const key = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`join\0${secret}`)))
  return {
    seal: (begun) =>
      new EncryptJWT({ ...begun })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(Math.floor(now() / 1000) + joinLifeS)
        .encrypt(key),
    async open(sealed) {
      const payload = await jwtDecrypt(sealed, key, { currentDate: new Date(now()) }).then(
        (opened) => opened.payload,
        () => undefined,
      )
      return claims.safeParse(payload).data
    },
  }
}
