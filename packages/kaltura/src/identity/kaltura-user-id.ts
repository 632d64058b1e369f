import { InvalidInputError } from '@kaltura-discord/core'

/**
 * The Kaltura user id of a Discord user: `discord_<snowflake>`.
 *
 * The underscore because Kaltura refuses `:` in user ids; the id and not the name because names change hands.
 * @throws InvalidInputError for anything that is not 17 to 20 digits.
 */
export function kalturaUserId(discordUserId: string): string {
  if (!/^[0-9]{17,20}$/.test(discordUserId)) throw new InvalidInputError('A Discord user id is 17 to 20 digits')
  return `discord_${discordUserId}`
}

/**
 * Whether Kaltura would take this as the id of a user (`kuser.php` of kaltura/server), and it means one user only.
 *
 * Kaltura itself would take `*`, which is anyone in a KS, and `0`, which is nobody.
 */
export function isKalturaUserId(userId: string): boolean {
  return /^[A-Za-z0-9,!#$%&'*+?^_`{|}~.@-]{1,320}$/.test(userId) && userId !== '*' && userId !== '0'
}
