import type { IdentityLink, IdentityLinks, LinkCode, LinkCodes } from '@kaltura-discord/core'
import { type Forgetful, removeWhere } from './forgetful.ts'

const key = (connection: string, id: string) => JSON.stringify([connection, id])

/** Keeps links for the life of the process: for tests, and for trying things out. */
export function createMemoryIdentityLinks(): IdentityLinks & Forgetful {
  const links = new Map<string, IdentityLink>()
  const sameKalturaUser = (one: IdentityLink, other: IdentityLink) =>
    one.connection === other.connection && one.kalturaUserId.toLowerCase() === other.kalturaUserId.toLowerCase()
  return {
    find: async (connection, discordUserId) => links.get(key(connection, discordUserId)),
    async link(link, { shared }) {
      const others = [...links.values()].filter((other) => other.discordUserId !== link.discordUserId && sameKalturaUser(link, other))
      if (!shared && others.length > 0) return { kind: 'taken' }
      links.set(key(link.connection, link.discordUserId), link)
      return { kind: 'linked' }
    },
    unlink: async (connection, discordUserId) => links.delete(key(connection, discordUserId)),
    forgetUser: (userId) => removeWhere(links, ({ discordUserId }) => discordUserId === userId),
    sweep: () => 0,
  }
}

/** Keeps codes for the life of the process: for tests, and for trying things out. */
export function createMemoryLinkCodes(): LinkCodes & Forgetful {
  const codes = new Map<string, LinkCode>()
  return {
    async keep(code) {
      const at = key(code.connection, code.selector)
      if ((codes.get(at)?.discordUserId ?? code.discordUserId) !== code.discordUserId) return { kind: 'collides' }
      removeWhere(codes, ({ connection, discordUserId }) => connection === code.connection && discordUserId === code.discordUserId)
      codes.set(at, code)
      return { kind: 'kept' }
    },
    async spend(connection, selector, digest, nowMs) {
      const at = key(connection, selector)
      const code = codes.get(at)
      if (!code || code.expiresAtMs <= nowMs || code.attemptsLeft <= 0) return undefined
      codes.set(at, { ...code, attemptsLeft: code.attemptsLeft - 1 })
      if (code.digest !== digest) return undefined
      codes.delete(at)
      return { guildId: code.guildId, discordUserId: code.discordUserId }
    },
    forgetUser: (userId) => removeWhere(codes, ({ discordUserId }) => discordUserId === userId),
    sweep: (nowMs, forMs) => removeWhere(codes, ({ expiresAtMs }) => expiresAtMs <= nowMs - forMs.linkCode),
  }
}
