import { analyticsDoorOf, mediaDoorOf, roomSocketPath } from '@kaltura-discord/api'
import { type Continuation, type FeatureFlags, may, type Standing } from '@kaltura-discord/core'
import type { UrlMapping } from '../connection.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { PlayerKs } from '../media-door/player-ks.ts'
import { type RoomPlace, roomNameOf } from '../rooms/room-name.ts'
import type { Tickets, Viewer } from '../tickets/tickets.ts'
import { summaryOf } from '../watch/entry-summary.ts'
import { type Admission, type AdmissionDependencies, admit, roomClaimsOf } from './admission.ts'
import { viewerKs } from './viewer-ks.ts'

export interface ActivityDependencies extends AdmissionDependencies {
  tickets: Tickets
  playerKs: PlayerKs
  mappings: readonly UrlMapping[]
  /** Origin of the server for people outside of Discord; without it nobody is invited. */
  publicUrl: string | undefined
  flags: FeatureFlags
  /** The entry that a room shows now; `undefined` where nobody is, or nobody can tell. */
  showing(room: string): Promise<string | undefined>
}

/**
 * Everything that somebody needs to play in step with a room, if they may: what it shows now, and the ticket of what it began with, which always lets in.
 * @throws RequestProblem with a sentence for the viewer.
 */
export async function bootstrap(viewer: Viewer, place: RoomPlace, dependencies: ActivityDependencies) {
  const { tickets, watch, publicUrl } = dependencies
  const admission = await admit(viewer, place, dependencies)
  const { member, standing, programme } = admission
  const shown = await admitToShown(viewer, place, admission, dependencies)
  const [player, continuation] = await Promise.all([
    playerAccess(viewer, place, shown, dependencies),
    watch.continuation({ ...place, member }),
  ])
  return {
    entry: summaryOf(shown.entry, shown.connection.watchUrl),
    ...toldOf(continuation),
    member: { id: viewer.userId, name: member.displayName, role: shownRole(standing) },
    player,
    mayInvite: publicUrl !== undefined && may('invite', standing).kind === 'allowed' && (await hasInvitations(place.guildId, dependencies)),
    roomTicket: await tickets.room(roomClaimsOf(viewer, admission)),
    roomPath: `${roomSocketPath}?room=${encodeURIComponent(roomNameOf(programme))}`,
  }
}

/** What a page is told of where its channel stopped. */
export function toldOf(continuation: Continuation | undefined) {
  return continuation ? { continuation: { ...continuation, entry: summaryOf(continuation.entry), queue: [...continuation.queue] } } : {}
}

/** Whoever may not see what the room went on to hears why once they are in it. */
async function admitToShown(
  viewer: Viewer,
  place: RoomPlace,
  admission: Admission,
  dependencies: ActivityDependencies,
): Promise<Admission> {
  const entryId = await dependencies.showing(roomNameOf(admission.programme)).catch(() => undefined)
  if (entryId === undefined || entryId === admission.entry.id) return admission
  return admit(viewer, place, dependencies, entryId).catch(() => admission)
}

/** Whether new links into rooms of a guild can be made. */
export function hasInvitations(guildId: string, { flags }: Pick<ActivityDependencies, 'flags'>): Promise<boolean> {
  return flags.getBooleanValue('invitations', true, { targetingKey: guildId })
}

/** An outsider was admitted by a grant to watch. */
function shownRole({ role }: Standing) {
  return role === 'outsider' ? 'viewer' : role
}

/** What a page needs to play the entry that somebody was admitted to. */
export async function playerAccess(
  viewer: Viewer,
  place: RoomPlace,
  { connection, entry }: Admission,
  { playerKs, mappings, tell }: Pick<ActivityDependencies, 'playerKs' | 'mappings' | 'tell'>,
) {
  const issued = await viewerKs(connection, { guildId: place.guildId, userId: viewer.userId, entryId: entry.id }, tell)
  return {
    partnerId: connection.partnerId,
    uiConfId: connection.uiConfId,
    scriptPath: `${prefixOf(connection.serviceUrl, mappings)}/p/${connection.partnerId}/embedPlaykitJs/uiconf_id/${connection.uiConfId}`,
    doorPath: mediaDoorOf(connection.name),
    ...(connection.analyticsUrl === undefined ? {} : { analyticsPath: analyticsDoorOf(connection.name) }),
    ks: await playerKs.welcome({ viewer, place, entryId: entry.id, connection: connection.name }, issued),
  }
}

function prefixOf(origin: string, mappings: readonly UrlMapping[]): string {
  const mapping = mappings.find((line) => line.origin === origin)
  if (!mapping) throw new RequestProblem('activity.unmapped')
  return mapping.prefix
}
