import { z } from 'zod'
import { createSeal } from '../tickets/seal.ts'

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

/**
 * @param secret the server's own
 * @param connection whose KS these are: what was sealed for one is nothing to another, so that no account is sent a KS of another
 */
export async function createKsSeal(secret: string, connection: string): Promise<KsSeal> {
  const { seal, open } = await createSeal({ secret, purpose: `media-ks:${connection}`, claims })
  return { seal: (ks) => seal({ ks }), open: async (token) => (await open(token))?.ks }
}
