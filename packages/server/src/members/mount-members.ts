import { memberRoutes } from '@kaltura-discord/api'
import type { createGranting, PersonalData } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'

export interface MembersDependencies {
  grant: ReturnType<typeof createGranting>
  forgetUser: PersonalData['forgetUser']
  serviceToken: string
}

/** Calls of a bot or an operator about the members of a guild. */
export function mountMembers(app: Hono, { grant, forgetUser, serviceToken }: MembersDependencies): void {
  const guard = serviceGuard(serviceToken)
  mount(app, memberRoutes.giveGrant, guard, ({ params: { guildId }, body }) => grant({ guildId, ...body }))
  mount(app, memberRoutes.forgetUser, guard, async ({ params: { userId } }) => ({ rows: await forgetUser(userId) }))
}
