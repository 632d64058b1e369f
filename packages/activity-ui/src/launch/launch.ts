import { type ApiClient, activityRoutes } from '@kaltura-discord/api'
import { CodedError } from '@kaltura-discord/core'
import type { EmbeddedDiscord } from '../discord/embedded-sdk.ts'
import type { Place } from '../discord/place.ts'
import { createInvitations, type Invitations } from '../watch/invitations.ts'
import { createLibrary, type Library } from '../watch/library.ts'
import { type Failure, failure } from './failure.ts'

/** What the server gave us to watch with. */
export type Bootstrap = Awaited<ReturnType<typeof bootstrapOf>>

/** What a channel did not watch to its end. */
export type Continuation = NonNullable<Bootstrap['continuation']>

/** How far a launch has come; each step is a line that people can read while they wait. */
export type LaunchState =
  | { kind: 'starting'; step: 'discord' | 'sign-in' | 'video' }
  /** Nothing was chosen to watch, and this person may go on with what their channel left off. */
  | { kind: 'unchosen'; continuation: Continuation; goOn(): void }
  | {
      kind: 'ready'
      bootstrap: Bootstrap
      /** Whether they said already that they want to go on where the channel stopped. */
      goesOn: boolean
      library: Library
      invitations: Invitations | undefined
      renewTicket: () => Promise<string>
    }
  | Failure

export interface LaunchOptions {
  place: Place
  /** A client of the server; `bearer` gives it the sign-in once there is one. */
  createApi(bearer: () => string | undefined): ApiClient
  connectDiscord(clientId: string): Promise<EmbeddedDiscord>
  onState(state: LaunchState): void
}

/** Everything between the opened frame and the first frame of video: Discord, sign-in, bootstrap. Tells each step; never throws. */
export async function launch({ place, createApi, connectDiscord, onState }: LaunchOptions): Promise<void> {
  let bearer: string | undefined
  const api = createApi(() => bearer)
  try {
    onState({ kind: 'starting', step: 'discord' })
    const { clientId } = await api.call(activityRoutes.activityConfig, {})
    const discord = await connectDiscord(clientId)

    onState({ kind: 'starting', step: 'sign-in' })
    const challenge = await api.call(activityRoutes.signInStart, {})
    const code = await discord.authorize(challenge)
    const signIn = await api.call(activityRoutes.signInFinish, { body: { state: challenge.state, code } })
    bearer = signIn.bearer
    await discord.authenticate(signIn.discordAccessToken)

    onState({ kind: 'starting', step: 'video' })
    onState(await arrive(api, place, onState))
  } catch (error) {
    onState(failure(error))
  }
}

/** In Discord's own launcher people open an Activity without choosing what to watch. */
async function arrive(api: ApiClient, place: Place, onState: LaunchOptions['onState']): Promise<LaunchState> {
  try {
    return readyWith(api, place, await bootstrapOf(api, place))
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'activity.no-programme') throw error
    const { continuation } = await api.call(activityRoutes.findContinuation, { body: place })
    if (!continuation) throw error
    return { kind: 'unchosen', continuation, goOn: () => void goOn(api, place, continuation, onState) }
  }
}

async function goOn(api: ApiClient, place: Place, { entry }: Continuation, onState: LaunchOptions['onState']): Promise<void> {
  try {
    onState({ kind: 'starting', step: 'video' })
    const bootstrap = await api.call(activityRoutes.startEntry, { body: { ...place, entryId: entry.id } })
    // Somebody else may have chosen something else meanwhile.
    onState(readyWith(api, place, bootstrap, { goesOn: bootstrap.entry.id === entry.id }))
  } catch (error) {
    onState(failure(error))
  }
}

/** What a page watches with, once it got its bootstrap. */
export function readyWith(
  api: ApiClient,
  place: Place,
  bootstrap: Bootstrap,
  { goesOn } = { goesOn: false },
): Extract<LaunchState, { kind: 'ready' }> {
  let first: string | undefined = bootstrap.roomTicket
  const renewTicket = async () => {
    const ticket = first ?? (await api.call(activityRoutes.roomTicket, { body: place })).roomTicket
    first = undefined
    return ticket
  }
  const invitations = bootstrap.mayInvite ? createInvitations(api, place) : undefined
  return { kind: 'ready', bootstrap, goesOn, library: createLibrary(api, place), invitations, renewTicket }
}

function bootstrapOf(api: ApiClient, place: Place) {
  return api.call(activityRoutes.bootstrap, { body: place })
}
