import { identityRoutes } from '@kaltura-discord/api'
import { createLinking, type LinkingDependencies } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import type { Tell } from '../audit/tell.ts'
import type { KalturaConnection } from '../connection.ts'
import { anyone, directoryGuard, serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'

export interface IdentityDependencies extends Omit<LinkingDependencies, 'rules'> {
  connections: readonly Pick<KalturaConnection, 'name' | 'linking' | 'linkToken'>[]
  serviceToken: string
  tell: Tell
}

/** Calls by which a Discord user proves who they are in Kaltura. */
export function mountIdentity(app: Hono, { connections, serviceToken, tell, ...dependencies }: IdentityDependencies): void {
  const connection = (name: string) => connections.find((each) => each.name === name)
  const linking = createLinking({ ...dependencies, rules: (name) => connection(name)?.linking })
  const bot = serviceGuard(serviceToken)

  async function proved(proof: Parameters<typeof linking.prove>[0]) {
    const outcome = await linking.prove(proof)
    if (outcome.kind === 'refused') throw new RequestProblem(outcome.reason)
    const { discordUserId, guildId } = outcome
    const data = { connection: proof.connection, proof: proof.by }
    await tell({ type: 'identity.linked', guildId, actor: { kind: 'user', id: discordUserId }, data })
    return { discordUserId, guildId }
  }

  mount(app, identityRoutes.beginLink, bot, ({ params: { guildId }, body: { member } }) => linking.begin({ guildId, member }))
  mount(app, identityRoutes.unlink, bot, async ({ params: { guildId }, body: { member } }) => {
    const outcome = await linking.unlink({ guildId, member })
    if (outcome.kind === 'unlinked')
      await tell({ type: 'identity.unlinked', guildId, actor: { kind: 'user', id: member.userId }, data: {} })
    return outcome
  })
  mount(app, identityRoutes.confirmLink, directoryGuard(connections), async ({ body }, spokenFor) => {
    if (!spokenFor.has(body.connection)) throw new RequestProblem('auth.directory')
    return proved({ ...body, by: 'directory' })
  })
  mount(app, identityRoutes.proveLink, anyone, async ({ body: { ks, ...body } }) => {
    // Before the code is tried, so that nobody uses up others' codes who has no account.
    const kalturaUserId = await connection(body.connection)?.linking?.userOfKs(ks)
    if (kalturaUserId === undefined) throw new RequestProblem('link.ks')
    return proved({ ...body, kalturaUserId, by: 'ks' })
  })
}
