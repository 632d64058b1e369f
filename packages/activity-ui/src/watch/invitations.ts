import { type ApiClient, invitationRoutes } from '@kaltura-discord/api'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { Place } from '../discord/place.ts'
import { type Failure, failure } from '../launch/failure.ts'

/** The link that this viewer made for people outside of Discord, if they did. */
export type InvitationLink =
  | { kind: 'none' }
  | { kind: 'making' }
  | { kind: 'open'; link: string; expiresAtMs: number; uses: number }
  | Failure

export interface Invitations {
  current: ReadonlySignal<InvitationLink>
  make(): Promise<void>
  /** Takes the link back: nobody else comes in by it. */
  revoke(): Promise<void>
}

export function createInvitations(api: ApiClient, place: Place): Invitations {
  const current = signal<InvitationLink>({ kind: 'none' })
  let made: { guildId: string; id: string } | undefined
  const fail = (error: unknown) => {
    current.value = failure(error)
  }
  return {
    current,
    async make() {
      current.value = { kind: 'making' }
      try {
        const { guildId, id, link, expiresAtMs, uses } = await api.call(invitationRoutes.createInvitation, { body: place })
        made = { guildId, id }
        current.value = { kind: 'open', link, expiresAtMs, uses }
      } catch (error) {
        fail(error)
      }
    },
    async revoke() {
      if (!made) return
      try {
        await api.call(invitationRoutes.revokeInvitation, { body: made })
        made = undefined
        current.value = { kind: 'none' }
      } catch (error) {
        fail(error)
      }
    },
  }
}
