import { InvalidInputError } from '@kaltura-discord/core'

/**
 * Finds the secrets with which KS of a partner (a Kaltura account) are signed. Several, because an account can have several admin secrets, or be changing them;
 * each is tried. `undefined` or an empty list for a partner that you don't know.
 */
export type KsSecrets = (partnerId: number) => readonly string[] | undefined | Promise<readonly string[] | undefined>

/**
 * A {@link KsSecrets} of a fixed table, `ksSecrets({ 12345: secret, 67890: [current, previous] })`.
 *
 * The partner id of a V2 KS isn't covered by its signature: with one secret for two partners, a KS of the one could be relabelled as the other's.
 * @throws InvalidInputError when two partners share a secret, or one is empty.
 */
export function ksSecrets(table: Readonly<Record<number, string | readonly string[]>>): KsSecrets {
  const owners = new Map<string, string>()
  const byPartner = new Map<number, readonly string[]>()
  for (const [partner, value] of Object.entries(table)) {
    const secrets = typeof value === 'string' ? [value] : value
    for (const secret of secrets) {
      if (secret === '') throw new InvalidInputError('A Kaltura secret is empty', { partner })
      const owner = owners.get(secret)
      if (owner !== undefined && owner !== partner)
        throw new InvalidInputError('Two Kaltura partners share a secret', { partners: [owner, partner] })
      owners.set(secret, partner)
    }
    byPartner.set(Number(partner), secrets)
  }
  return (partnerId) => byPartner.get(partnerId)
}
