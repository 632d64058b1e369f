import { invitationRoutes, joinPath } from '@kaltura-discord/api'
import { type InvitationStore, may } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { admitToPlace } from '../activity/admission.ts'
import type { ActivityDependencies } from '../activity/bootstrap.ts'
import { bootstrap, hasInvitations } from '../activity/bootstrap.ts'
import { told } from '../audit/tell.ts'
import { anyone, sameText, viewerGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { createPkcePair, randomBase64Url } from '../sign-in/pkce.ts'
import { bearerInCookie, joinCookie, joinedCookie, noJoinCookie, sealedInCookie } from './join-cookie.ts'
import type { JoinSeal } from './join-seal.ts'

export interface InvitationDependencies extends ActivityDependencies {
  invitations: InvitationStore
  seal: JoinSeal
  applicationId: string
  /** Discord's page that asks a person for consent. */
  authorizeUrl: string
  now(): number
}

const lifeMs = 30 * 60_000
const uses = 10

/** Lets people outside of Discord into one room: by a link that somebody made who may, and a sign-in at Discord. */
export function mountInvitations(app: Hono, dependencies: InvitationDependencies): void {
  const { tickets, invitations, discord, seal, applicationId, authorizeUrl, publicUrl, tell, now } = dependencies
  const guard = viewerGuard(tickets)
  const redirectUri = `${publicUrl}${joinPath}`

  mount(app, invitationRoutes.createInvitation, guard, async ({ body: place }, viewer) => {
    const { guildId, channelId, instanceId } = place
    return told(tell, { command: 'invitation.create', guildId, userId: viewer.userId, channelId, instanceId }, async () => {
      const { standing } = await admitToPlace(viewer, place, dependencies)
      if (publicUrl === undefined || !(await hasInvitations(guildId, dependencies))) throw notSetUp()
      if (may('invite', standing).kind === 'refused') throw new RequestProblem('invitation.not-allowed')
      const id = randomBase64Url(24)
      const expiresAtMs = now() + lifeMs
      await invitations.create({ ...place, id, createdBy: viewer.userId, expiresAtMs, usesLeft: uses }, now())
      return { guildId, id, link: `${redirectUri}#${guildId}/${id}`, expiresAtMs, uses }
    })
  })

  mount(app, invitationRoutes.revokeInvitation, guard, async ({ body: { guildId, id } }, viewer) => {
    return told(tell, { command: 'invitation.revoke', guildId, userId: viewer.userId }, async () => {
      await invitations.revoke(guildId, id, viewer.userId)
      return {}
    })
  })

  mount(app, invitationRoutes.beginJoin, anyone, async ({ body: { guildId, id }, setCookie }) => {
    if (publicUrl === undefined) throw notSetUp()
    if (!(await invitations.find(guildId, id, now()))) throw notOpen()
    const { verifier, challenge } = await createPkcePair()
    const state = randomBase64Url(16)
    setCookie(joinCookie(await seal.seal({ state, verifier, guildId, id })))
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: applicationId,
      scope: 'identify',
      redirect_uri: redirectUri,
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    return { authorizeUrl: `${authorizeUrl}?${query}` }
  })

  mount(app, invitationRoutes.join, anyone, async ({ body: { state, code }, request, setCookie }) => {
    if (publicUrl === undefined) throw notSetUp()
    const begun = await seal.open(sealedInCookie(request))
    setCookie(noJoinCookie)
    if (!begun || !sameText(state, begun.state)) throw new RequestProblem('sign-in.foreign')
    const exchanged = await discord.exchangeCode(code, begun.verifier, redirectUri)
    if (exchanged.kind === 'refused') throw new RequestProblem('sign-in.refused-outside')
    const user = await discord.currentUser(exchanged.accessToken)
    const invitation = await invitations.find(begun.guildId, begun.id, now())
    if (!invitation) throw notOpen()

    const { guildId, channelId, instanceId } = invitation
    const place = { guildId, channelId, instanceId }
    const viewer = { userId: user.id, name: user.name, invitedTo: place }
    return told(tell, { command: 'invitation.join', guildId, userId: user.id, channelId, instanceId }, async () => {
      const answer = await bootstrap(viewer, place, dependencies)
      // Last, so that whoever is refused, or comes while Kaltura is away, costs the others nothing.
      if (!(await invitations.consume(guildId, invitation.id, now()))) throw notOpen()
      const bearer = await tickets.viewer(viewer)
      setCookie(joinedCookie(bearer))
      return { ...answer, bearer, place }
    })
  })

  mount(app, invitationRoutes.comeBack, anyone, async ({ request }) => {
    const bearer = bearerInCookie(request)
    const viewer = await tickets.readViewer(bearer)
    if (!viewer?.invitedTo) throw new RequestProblem('auth.viewer')
    return { ...(await bootstrap(viewer, viewer.invitedTo, dependencies)), bearer, place: viewer.invitedTo }
  })
}

/** Expired, used up, taken back, another guild's, never made: all the same to whoever asks. */
function notOpen(): RequestProblem {
  return new RequestProblem('invitation.not-open')
}

function notSetUp(): RequestProblem {
  return new RequestProblem('invitation.not-set-up')
}
