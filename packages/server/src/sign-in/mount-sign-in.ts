import { activityRoutes } from '@kaltura-discord/api'
import type { Hono } from 'hono'
import type { DiscordApi } from '../discord-api/discord-api.ts'
import { anyone } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { Tickets } from '../tickets/tickets.ts'
import { createPkcePair } from './pkce.ts'

/** The two halves of signing in through Discord's authorize(). */
export function mountSignIn(
  app: Hono,
  { discord, tickets, applicationId }: { discord: DiscordApi; tickets: Tickets; applicationId: string },
): void {
  mount(app, activityRoutes.activityConfig, anyone, async () => ({ clientId: applicationId }))

  mount(app, activityRoutes.signInStart, anyone, async () => {
    const { verifier, challenge } = await createPkcePair()
    return { state: await tickets.state(verifier), codeChallenge: challenge, codeChallengeMethod: 'S256' as const }
  })

  mount(app, activityRoutes.signInFinish, anyone, async ({ body }) => {
    const verifier = await tickets.readState(body.state)
    if (!verifier) throw new RequestProblem('sign-in.stale')
    const exchanged = await discord.exchangeCode(body.code, verifier)
    if (exchanged.kind === 'refused') throw new RequestProblem('sign-in.refused')
    const user = await discord.currentUser(exchanged.accessToken)
    return { discordAccessToken: exchanged.accessToken, bearer: await tickets.viewer({ userId: user.id, name: user.name }), user }
  })
}
