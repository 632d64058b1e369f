import { type ApiClient, invitationRoutes, joinPath } from '@kaltura-discord/api'
import { CodedError } from '@kaltura-discord/core'
import type { Place } from '../discord/place.ts'
import { failure } from './failure.ts'
import { type Bootstrap, type LaunchState, readyWith } from './launch.ts'

/** Why a browser outside of Discord shows this page. */
export type Visit =
  /** By the link that somebody made. */
  | { kind: 'invited'; guildId: string; id: string }
  /** Discord sent the person back, who agreed. */
  | { kind: 'back'; code: string; state: string }
  /** Discord sent the person back, who did not. */
  | { kind: 'declined' }
  /** Neither: a page that was loaded again, or a link that was cut off. */
  | { kind: 'lost' }

/** @returns `undefined` on any other page than that of invitations. */
export function visitOf({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): Visit | undefined {
  if (pathname !== joinPath) return undefined
  const query = new URLSearchParams(search)
  const [code, state] = [query.get('code'), query.get('state')]
  if (code && state) return { kind: 'back', code, state }
  if (query.has('error')) return { kind: 'declined' }
  const [, guildId, id] = /^#(\d{17,20})\/([\w-]{22,64})$/.exec(hash) ?? []
  return guildId && id ? { kind: 'invited', guildId, id } : { kind: 'lost' }
}

export type JoinState = LaunchState | { kind: 'invited'; begin(): void } | { kind: 'lost' }

export interface JoinOptions {
  visit: Visit
  /** A client of the server; `bearer` gives it the sign-in once there is one. */
  createApi(bearer: () => string | undefined): ApiClient
  /** Leaves this page for another. */
  goTo(address: string): void
  onState(state: JoinState): void
}

/**
 * The way into a room from outside of Discord: a press, Discord's own page, and back. Nothing happens before the press, so that whoever only looks at the
 * link, such as a preview, uses nothing up. Never throws.
 */
export async function join({ visit, createApi, goTo, onState }: JoinOptions): Promise<void> {
  let bearer: string | undefined
  const api = createApi(() => bearer)
  const enter = ({ place, bearer: given, ...bootstrap }: Bootstrap & { bearer: string; place: Place }) => {
    bearer = given
    onState(readyWith(api, place, bootstrap))
  }
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      const isUnknown = error instanceof CodedError && error.code === 'auth.viewer'
      onState(isUnknown ? { kind: 'lost' } : failure(error))
    }
  }
  switch (visit.kind) {
    case 'lost':
      return attempt(async () => {
        onState({ kind: 'starting', step: 'video' })
        enter(await api.call(invitationRoutes.comeBack, {}))
      })
    case 'declined':
      return onState({ kind: 'failed', sentence: 'Discord did not tell who you are. Open the link again to try once more.', again: false })
    case 'invited': {
      const { guildId, id } = visit
      const begin = () =>
        attempt(async () => {
          onState({ kind: 'starting', step: 'sign-in' })
          goTo((await api.call(invitationRoutes.beginJoin, { body: { guildId, id } })).authorizeUrl)
        })
      return onState({ kind: 'invited', begin: () => void begin() })
    }
    case 'back':
      return attempt(async () => {
        onState({ kind: 'starting', step: 'video' })
        const { code, state } = visit
        enter(await api.call(invitationRoutes.join, { body: { code, state } }))
      })
  }
}
