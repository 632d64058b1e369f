import { identityRoutes } from '@kaltura-discord/api'
import { createLinking, type IdentityLink, type LinkingDependencies } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { asked, type Tell } from '../audit/tell.ts'
import type { KalturaConnection } from '../connection.ts'
import { anyone, directoryGuard, serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'

export interface IdentityDependencies extends Omit<LinkingDependencies, 'rules'> {
  connections: readonly Pick<KalturaConnection, 'name' | 'linking' | 'linkToken'>[]
  serviceToken: string
  tell: Tell
}

/** Who somebody is said to be in an account. */
type Claim = Pick<IdentityLink, 'connection' | 'kalturaUserId'>

/** Calls by which a Discord user proves who they are in Kaltura. */
export function mountIdentity(app: Hono, { connections, serviceToken, tell, ...dependencies }: IdentityDependencies): void {
  const connection = (name: string) => connections.find((each) => each.name === name)
  const linking = createLinking({ ...dependencies, rules: (name) => connection(name)?.linking })
  const bot = serviceGuard(serviceToken)

  /** A code is of one connection, and who brings it back need not know of which. In another it is as wrong as any. */
  async function proved(code: string, by: IdentityLink['proof'], claims: readonly Claim[]) {
    for (const claim of claims) {
      const outcome = await linking.prove({ ...claim, code, by })
      if (outcome.kind === 'linked') {
        const { discordUserId, guildId } = outcome
        const data = { connection: claim.connection, proof: by }
        await tell({ type: 'identity.linked', guildId, actor: { kind: 'user', id: discordUserId }, data })
        return { discordUserId, guildId }
      }
      if (outcome.reason !== 'link.code') throw new RequestProblem(outcome.reason)
    }
    throw new RequestProblem('link.code')
  }

  async function claimsOf(ks: string, named: string | undefined): Promise<readonly Claim[]> {
    const candidates = connections.filter(({ name }) => named === undefined || name === named)
    const users = await Promise.all(candidates.map(({ linking }) => linking?.userOfKs(ks)))
    return candidates.flatMap(({ name }, index) => {
      const kalturaUserId = users[index]
      return kalturaUserId === undefined ? [] : [{ connection: name, kalturaUserId }]
    })
  }

  mount(app, identityRoutes.beginLink, bot, async ({ params: { guildId }, body: { member } }) => {
    const outcome = await linking.begin({ guildId, member })
    await tell(asked({ guildId, userId: member.userId, command: 'link.begin' }, outcome.kind === 'code' ? 'done' : outcome.reason))
    return outcome
  })
  mount(app, identityRoutes.unlink, bot, async ({ params: { guildId }, body: { member } }) => {
    const outcome = await linking.unlink({ guildId, member })
    const { userId } = member
    if (outcome.kind === 'unlinked') await tell({ type: 'identity.unlinked', guildId, actor: { kind: 'user', id: userId }, data: {} })
    else await tell(asked({ guildId, userId, command: 'link.remove' }, outcome.kind === 'refused' ? outcome.reason : outcome.kind))
    return outcome
  })
  mount(app, identityRoutes.confirmLink, directoryGuard(connections), async ({ body }, spokenFor) => {
    const { code, kalturaUserId, connection: named } = body
    if (named !== undefined && !spokenFor.has(named)) throw new RequestProblem('auth.directory')
    const names = named === undefined ? [...spokenFor] : [named]
    return proved(
      code,
      'directory',
      names.map((connection) => ({ connection, kalturaUserId })),
    )
  })
  mount(app, identityRoutes.proveLink, anyone, async ({ body: { ks, code, connection: named } }) => {
    // Before the code is tried, so that nobody uses up others' codes who has no account.
    const claims = await claimsOf(ks, named)
    if (claims.length === 0) throw new RequestProblem('link.ks')
    return proved(code, 'ks', claims)
  })
}
