import { memberRoutes } from '@kaltura-discord/api'
import { type createExplainMember, type createGranting, everyGuild, type PersonalData } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { orderOf } from '../audit/order.ts'
import { asked, type Tell } from '../audit/tell.ts'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'

export interface MembersDependencies {
  grant: ReturnType<typeof createGranting>
  explain: ReturnType<typeof createExplainMember>
  forgetUser: PersonalData['forgetUser']
  serviceToken: string
  tell: Tell
}

/** Calls of a bot or an operator about the members of a guild. */
export function mountMembers(app: Hono, { grant, explain, forgetUser, serviceToken, tell }: MembersDependencies): void {
  const guard = serviceGuard(serviceToken)
  mount(app, memberRoutes.giveGrant, guard, async ({ params: { guildId }, body }) => {
    const outcome = await grant({ guildId, ...body })
    if (outcome.kind === 'refused') await tell(asked({ guildId, userId: body.by.userId, command: 'grant.give' }, outcome.reason))
    return outcome
  })
  mount(app, memberRoutes.explainMember, guard, async ({ params: { guildId }, body }) => {
    const told = await explain(guildId, body)
    return told.kind === 'explained' ? { ...told, grants: [...told.grants], may: [...told.may] } : told
  })
  mount(app, memberRoutes.forgetUser, guard, async ({ params: { userId } }) => {
    const rows = await forgetUser(userId)
    // That somebody was, and not who.
    await tell(orderOf({ command: 'person.forget', guildId: everyGuild, by: undefined }))
    return { rows }
  })
}
