import { z } from 'zod'
import { createSeal, type Seal } from '../tickets/seal.ts'

const claims = z.object({ state: z.string(), verifier: z.string(), guildId: z.string(), id: z.string() })

/** A sign-in that somebody began with an invitation, and Discord has not come back from yet. */
export type BegunJoin = z.infer<typeof claims>

export const joinLifeS = 600

/** Puts a begun sign-in into the cookie of the browser that began it; 10 minutes. Encrypted: nobody but this server reads the PKCE verifier. */
export type JoinSeal = Seal<BegunJoin>

/** @param options.secret the server's own */
export function createJoinSeal({ secret, now }: { secret: string; now: () => number }): Promise<JoinSeal> {
  return createSeal({ secret, purpose: 'join', claims, life: { seconds: joinLifeS, now } })
}
