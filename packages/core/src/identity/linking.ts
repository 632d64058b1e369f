import type { Access } from '../access/access.ts'
import type { GuildMember } from '../access/member.ts'
import { may } from '../access/policy.ts'
import { newCode, readCode, shownCode } from './code-text.ts'
import type { IdentityLink, IdentityLinks } from './identity-links.ts'
import type { LinkCodes } from './link-codes.ts'

/** What an operator decided about links in one Kaltura account. */
export interface LinkRules {
  /** Whether several Discord users may be one Kaltura user. */
  shared: boolean
  /** The Kaltura user that the operator's own table makes of a Discord user. It goes before any link. */
  given(discordUserId: string): string | undefined
  /** Whether a link may say this at all: a legal id, and not one that the table or another Discord user has by right. */
  accepts(kalturaUserId: string, discordUserId: string): boolean
}

export interface LinkingDependencies {
  access: Access
  links: IdentityLinks
  codes: LinkCodes
  /** Of a connection by its name; `undefined` where nobody can link. */
  rules(connection: string): LinkRules | undefined
  /** Of a code, with a key that is not in the store: who reads the store can't try all codes. */
  digest(text: string): Promise<string>
  /** So many bytes that nobody can foresee. */
  random(bytes: number): Uint8Array
  now(): number
}

interface Asking {
  guildId: string
  member: GuildMember
}

export type BeginRefusal = 'guild-unbound' | 'member-may-not-link' | 'link.off' | 'link.given'
export type ProofRefusal = 'link.code' | 'link.user' | 'link.taken'
type Refused<Reason> = { kind: 'refused'; reason: Reason }

/** Proves that a Discord user is a Kaltura user: somebody signed in to Discord is shown a code, somebody signed in at the institution brings it back. */
export interface Linking {
  /** A code for whoever asks, valid for {@link codeLifeMs}, instead of the one that they had. To be shown to them alone. */
  begin(asking: Asking): Promise<{ kind: 'code'; code: string; expiresAtMs: number } | Refused<BeginRefusal>>

  /** Links whoever asked for the code to a Kaltura user, for whom the caller vouches. A code is gone after it, whether or not the link is made. */
  prove(proof: {
    connection: string
    code: string
    kalturaUserId: string
    by: IdentityLink['proof']
  }): Promise<{ kind: 'linked'; discordUserId: string; guildId: string } | Refused<ProofRefusal>>

  unlink(asking: Asking): Promise<{ kind: 'unlinked' | 'not-linked' } | Refused<BeginRefusal>>
}

export const codeLifeMs = 10 * 60_000
const attempts = 5
/** Two of a million selectors meet rarely, three times in a row never. */
const collisions = 3

export function createLinking({ access, links, codes, rules, digest, random, now }: LinkingDependencies): Linking {
  async function allowed({ guildId, member }: Asking): Promise<{ connection: string } | Refused<BeginRefusal>> {
    const found = await access.of(guildId, member)
    if (!found) return { kind: 'refused', reason: 'guild-unbound' }
    const decision = may('link', found.standing)
    if (decision.kind === 'refused') return decision
    const { connection } = found.binding
    const rule = rules(connection)
    if (!rule) return { kind: 'refused', reason: 'link.off' }
    return rule.given(member.userId) === undefined ? { connection } : { kind: 'refused', reason: 'link.given' }
  }

  const digestOf = (connection: string, code: string) => digest(JSON.stringify([connection, code]))

  return {
    async begin(asking) {
      const decision = await allowed(asking)
      if ('kind' in decision) return decision
      const { connection } = decision
      const expiresAtMs = now() + codeLifeMs
      for (let attempt = 0; attempt < collisions; attempt++) {
        const made = newCode(random)
        const kept = await codes.keep({
          ...{ connection, selector: made.selector, digest: await digestOf(connection, made.code) },
          ...{ guildId: asking.guildId, discordUserId: asking.member.userId, expiresAtMs, attemptsLeft: attempts },
        })
        if (kept.kind === 'kept') return { kind: 'code', code: shownCode(made), expiresAtMs }
      }
      throw new Error('Codes to link with keep colliding: is the source of chance broken?')
    },

    async prove({ connection, code, kalturaUserId, by }) {
      const rule = rules(connection)
      const read = readCode(code)
      const owner = rule && read && (await codes.spend(connection, read.selector, await digestOf(connection, read.code), now()))
      if (!rule || !owner) return { kind: 'refused', reason: 'link.code' }
      const { discordUserId, guildId } = owner
      if (rule.given(discordUserId) !== undefined || !rule.accepts(kalturaUserId, discordUserId))
        return { kind: 'refused', reason: 'link.user' }
      const linked = await links.link({ connection, discordUserId, kalturaUserId, proof: by, atMs: now() }, { shared: rule.shared })
      return linked.kind === 'linked' ? { kind: 'linked', discordUserId, guildId } : { kind: 'refused', reason: 'link.taken' }
    },

    async unlink(asking) {
      const decision = await allowed(asking)
      if ('kind' in decision) return decision
      return { kind: (await links.unlink(decision.connection, asking.member.userId)) ? 'unlinked' : 'not-linked' }
    },
  }
}
