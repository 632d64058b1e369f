import type { JoinLink, KsIssuer, MeetingGrant, MeetingPerson } from '@kaltura-discord/core'
import { secureBaseOf } from '../client/service-url.ts'

/** The pages that let people into meetings, each with the KS where it takes it. */
const doors = {
  /** The room itself (knowledge.kaltura.com, KAF meeting rooms). */
  room: '/embeddedrooms/index/view-room/ks/',
  /** The session of an event: its room, or its player with the chat (Kaltura-Embedded-Events). */
  session: '/hosted/index/view-entry/ks/',
  /** A meeting of the kind that came before rooms (kaltura-vpaas/virtual-meeting-rooms). */
  legacy: '/virtualEvent/launch?ks=',
} as const

type JoinLinks = (person: MeetingPerson, place: MeetingGrant['place'], options: { signal?: AbortSignal | undefined }) => Promise<JoinLink>

/**
 * Makes links into meetings at one KAF.
 * @param options.kafUrl usually `https://<partner>.kaf.kaltura.com`; its authentication has to be by KS
 */
export function createJoinLinks({ issuer, kafUrl, door }: { issuer: KsIssuer; kafUrl: string; door: keyof typeof doors }): JoinLinks {
  const base = secureBaseOf(kafUrl)
  return async ({ userId, name, role }, place, options) => {
    const kind = role === 'moderator' ? 'meeting-host' : 'meeting-guest'
    const { ks, expiresAtMs } = await issuer.issue({ kind, place, userId, name }, options)
    return { kind: 'link', url: `${base}${doors[door]}${ks}`, expiresAtMs }
  }
}
