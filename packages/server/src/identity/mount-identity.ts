import { identityRoutes } from '@kaltura-discord/api'
import { createLinking, type LinkingDependencies } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import type { KalturaConnection } from '../connection.ts'
import { anyone, directoryGuard, serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'

export interface IdentityDependencies extends Omit<LinkingDependencies, 'rules'> {
  connection(name: string): KalturaConnection | undefined
  serviceToken: string
  /** Bearer of the institution's own system; without it none is let in. */
  linkToken: string | undefined
}

/** Calls by which a Discord user proves who they are in Kaltura. */
export function mountIdentity(app: Hono, { connection, serviceToken, linkToken, ...dependencies }: IdentityDependencies): void {
  const linking = createLinking({ ...dependencies, rules: (name) => connection(name)?.linking })
  const bot = serviceGuard(serviceToken)

  async function proved(proof: Parameters<typeof linking.prove>[0]) {
    const outcome = await linking.prove(proof)
    if (outcome.kind === 'refused') throw new RequestProblem(outcome.reason)
    return { discordUserId: outcome.discordUserId, guildId: outcome.guildId }
  }

  mount(app, identityRoutes.beginLink, bot, ({ params: { guildId }, body: { member } }) => linking.begin({ guildId, member }))
  mount(app, identityRoutes.unlink, bot, ({ params: { guildId }, body: { member } }) => linking.unlink({ guildId, member }))
  mount(app, identityRoutes.confirmLink, directoryGuard(linkToken), ({ body }) => proved({ ...body, by: 'directory' }))
  mount(app, identityRoutes.proveLink, anyone, async ({ body: { ks, ...body } }) => {
    // Before the code is tried, so that nobody uses up others' codes who has no account.
    const kalturaUserId = await connection(body.connection)?.linking?.userOfKs(ks)
    if (kalturaUserId === undefined) throw new RequestProblem('link.ks')
    return proved({ ...body, kalturaUserId, by: 'ks' })
  })
}
