import type { IdentityLinks, LinkRules } from '@kaltura-discord/core'
import { isKalturaUserId, kalturaUserId } from './kaltura-user-id.ts'
import { type UserDirectory, usersOfTable } from './user-directory.ts'

export interface LinkedUsersOptions {
  links: Pick<IdentityLinks, 'find'>
  /** The name of the account among the links. */
  connection: string
  /** The operator's own `{ [Discord user id]: Kaltura user id }`. */
  table: Readonly<Record<string, string>>
  /** Whom neither says anything of: nobody, or the person of `discord_<snowflake>`. */
  strangers: 'nobody' | 'discord'
  /** Whether several Discord users may link to one Kaltura user. */
  shared: boolean
}

/**
 * People under the ids that the operator's table gives them; else under those that they proved to have; else as strangers. The table goes first, so that nobody can
 * link themselves away from what their institution said, and a link to somebody whom the table gives to another person is none.
 * @throws InvalidInputError at once for a row of the table that is none
 */
export function createLinkedUsers({ links, connection, table, strangers, shared }: LinkedUsersOptions): UserDirectory & LinkRules {
  const lookUp = usersOfTable(table)
  const owners = new Map(Object.entries(table).map(([discordUserId, userId]) => [userId.toLowerCase(), discordUserId]))

  function accepts(userId: string, discordUserId: string): boolean {
    const key = userId.toLowerCase()
    const isOthers =
      (owners.get(key) ?? discordUserId) !== discordUserId || (key.startsWith('discord_') && key !== kalturaUserId(discordUserId))
    return isKalturaUserId(userId) && !isOthers
  }

  return {
    shared,
    accepts,
    given: (discordUserId) => table[discordUserId],
    async kalturaUserIdOf(discordUserId) {
      const ownId = kalturaUserId(discordUserId)
      const given = await lookUp(discordUserId)
      if (given !== undefined) return given
      const link = await links.find(connection, discordUserId)
      if (link && accepts(link.kalturaUserId, discordUserId)) return link.kalturaUserId
      return strangers === 'discord' ? ownId : undefined
    },
  }
}
