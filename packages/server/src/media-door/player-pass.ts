import { z } from 'zod'
import { createSeal } from '../tickets/seal.ts'
import { placeClaims } from '../tickets/tickets.ts'

const claims = z.object({
  viewer: z.object({ userId: z.string(), name: z.string(), invitedTo: placeClaims.optional() }),
  place: placeClaims,
  entryId: z.string(),
  /** Whose entry it is. */
  connection: z.string(),
})

/** Who watches what, and where: the claim that is checked again whenever a KS is issued for it. */
export type PlayerClaims = z.infer<typeof claims>

/**
 * What a player holds in the place of a KS. It believes that it is one, and sends it wherever it would send that: to the media door, which knows whose it is.
 *
 * Encrypted, so that an address with a pass in it tells nobody anything, and stateless, so that any replica opens what another made. It lives as long as a
 * sign-in, 8 hours, because it opens nothing by itself: {@link PlayerKs} issues the KS behind it.
 */
export interface PlayerPasses {
  make(claims: PlayerClaims): Promise<string>
  /** `undefined` for a KS and for anything else that this server did not make, and for a pass that has ended. */
  read(text: string): Promise<PlayerClaims | undefined>
}

const lifeS = 8 * 3600

/** @param options.secret the server's own */
export async function createPlayerPasses({ secret, now }: { secret: string; now: () => number }): Promise<PlayerPasses> {
  const { seal, open } = await createSeal({ secret, purpose: 'player-pass', claims, life: { seconds: lifeS, now } })
  return { make: seal, read: open }
}
