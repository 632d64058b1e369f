import { InvalidInputError } from '@kaltura-discord/core'
import { isKalturaUserId, kalturaUserId } from './kaltura-user-id.ts'

/** Tells who a Discord user is in Kaltura. */
export interface UserDirectory {
  /**
   * A legal Kaltura user id that no other Discord user gets, or `undefined` for someone whom the institution doesn't know.
   * @throws whatever the institution's own look-up throws
   */
  kalturaUserIdOf(discordUserId: string): Promise<string | undefined>
}

export interface InstitutionUsersOptions {
  /**
   * The institution's own id of a person: an e-mail address, a single-sign-on id, a row of a table. `undefined` when it has none.
   * Kaltura takes ASCII letters, digits and `,!#$%&'*+?^_{|}~.@-` in ids, 320 at most; anything else is refused rather than changed.
   */
  lookUp: (discordUserId: string) => string | undefined | Promise<string | undefined>
  /** Whom the institution doesn't know: nobody (the default), or the person of `discord_<snowflake>`. */
  strangers?: 'nobody' | 'discord'
}

/** Everybody as `discord_<snowflake>`, which needs no table: {@link kalturaUserId}. */
export const discordUsers: UserDirectory = {
  kalturaUserIdOf: async (discordUserId) => kalturaUserId(discordUserId),
}

/**
 * People under the ids that their institution gave them, so that Kaltura's own permissions and analytics are theirs.
 *
 * An id that Kaltura would refuse, that stands for anyone or nobody (`*`, `0`), or that looks like somebody's `discord_…` is an error, never a guess.
 * So is an id for a second Discord user while the first is remembered: Kaltura compares ids without case, and so does this.
 */
export function createInstitutionUsers({ lookUp, strangers = 'nobody' }: InstitutionUsersOptions): UserDirectory {
  /** By id in lower case. Bounded by the people of one institution who ever watched since the start. */
  const owners = new Map<string, string>()

  return {
    async kalturaUserIdOf(discordUserId) {
      const ownId = kalturaUserId(discordUserId)
      const userId = await lookUp(discordUserId)
      if (userId === undefined) return strangers === 'discord' ? ownId : undefined
      const key = userId.toLowerCase()
      if (!isKalturaUserId(userId) || (key.startsWith('discord_') && userId !== ownId))
        throw new InvalidInputError('The institution gave a user id that Kaltura can not take', { discordUserId })
      const owner = owners.get(key) ?? discordUserId
      if (owner !== discordUserId)
        throw new InvalidInputError('The institution gave one user id to two Discord users', { discordUserIds: [owner, discordUserId] })
      owners.set(key, discordUserId)
      return userId
    },
  }
}

/**
 * A fixed table of `{ [Discord user id]: Kaltura user id }` as an institution's look-up.
 * @throws InvalidInputError at once when a row is no Discord user id, no Kaltura user id, or two rows share one.
 */
export function usersOfTable(table: Readonly<Record<string, string>>): InstitutionUsersOptions['lookUp'] {
  const rows = new Map(Object.entries(table))
  const owners = new Map<string, string>()
  for (const [discordUserId, userId] of rows) {
    kalturaUserId(discordUserId)
    if (!isKalturaUserId(userId))
      throw new InvalidInputError(`The user table gives ${discordUserId} an id that Kaltura can not take: change that row`, {
        discordUserId,
      })
    const owner = owners.get(userId.toLowerCase())
    if (owner !== undefined)
      throw new InvalidInputError(
        `The user table gives ${owner} and ${discordUserId} one id, which Kaltura reads without case: change a row`,
        {
          discordUserIds: [owner, discordUserId],
        },
      )
    owners.set(userId.toLowerCase(), discordUserId)
  }
  return (discordUserId) => rows.get(discordUserId)
}
