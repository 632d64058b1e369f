import { activityRoutes, analyticsDoorPath, mediaDoorPath, roomSocketPath } from '@kaltura-discord/api'
import type { Hono } from 'hono'
import type { UrlMapping } from '../connection.ts'
import { viewerGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { PlayerKs } from '../media-door/player-ks.ts'
import { type RoomPlace, roomNameOf } from '../rooms/room-name.ts'
import type { Tickets, Viewer } from '../tickets/tickets.ts'
import { summaryOf } from '../watch/entry-summary.ts'
import { type Admission, type AdmissionDependencies, admit, admitToPlace, roomClaimsOf } from './admission.ts'
import { viewerKs } from './viewer-ks.ts'

export interface ActivityDependencies extends AdmissionDependencies {
  tickets: Tickets
  playerKs: PlayerKs
  mappings: readonly UrlMapping[]
}

const findLimit = 10

/** Calls of somebody who signed in: get what is needed to play, and come back after a cut. */
export function mountActivity(app: Hono, dependencies: ActivityDependencies): void {
  const { tickets, playerKs, mappings, watch } = dependencies
  const guard = viewerGuard(tickets)

  /** What a page needs to play the entry that somebody was admitted to. */
  async function playerAccess(viewer: Viewer, place: RoomPlace, { connection, entry }: Admission) {
    const issued = await viewerKs(connection, entry.id, viewer.userId)
    return {
      partnerId: connection.partnerId,
      uiConfId: connection.uiConfId,
      scriptPath: `${prefixOf(connection.serviceUrl, mappings)}/p/${connection.partnerId}/embedPlaykitJs/uiconf_id/${connection.uiConfId}`,
      doorPath: mediaDoorPath,
      ...(connection.analyticsUrl === undefined ? {} : { analyticsPath: analyticsDoorPath }),
      ks: await playerKs.welcome({ viewer, place, entryId: entry.id }, issued),
    }
  }

  mount(app, activityRoutes.bootstrap, guard, async ({ body }, viewer) => {
    const admission = await admit(viewer, body, dependencies)
    const { entry, role, name, programme } = admission
    const [player, continuation] = await Promise.all([playerAccess(viewer, body, admission), watch.continuation(body)])
    return {
      entry: summaryOf(entry),
      ...(continuation ? { continuation: { ...continuation, entry: summaryOf(continuation.entry), queue: [...continuation.queue] } } : {}),
      member: { id: viewer.userId, name, role },
      player,
      roomTicket: await tickets.room(roomClaimsOf(viewer, admission)),
      roomPath: `${roomSocketPath}?room=${encodeURIComponent(roomNameOf(programme))}`,
    }
  })

  mount(app, activityRoutes.openEntry, guard, async ({ body: { entryId, ...place } }, viewer) => {
    const admission = await admit(viewer, place, dependencies, entryId)
    return { entry: summaryOf(admission.entry), player: await playerAccess(viewer, place, admission) }
  })

  mount(app, activityRoutes.findEntries, guard, async ({ body: { query, ...place } }, viewer) => {
    await admitToPlace(viewer, place, dependencies)
    const entries = await watch.suggest(place.guildId, query, { limit: findLimit })
    return { entries: entries.map(summaryOf) }
  })

  mount(app, activityRoutes.roomTicket, guard, async ({ body }, viewer) => {
    const admission = await admit(viewer, body, dependencies)
    return { roomTicket: await tickets.room(roomClaimsOf(viewer, admission)) }
  })
}

function prefixOf(origin: string, mappings: readonly UrlMapping[]): string {
  const mapping = mappings.find((line) => line.origin === origin)
  if (!mapping)
    throw new RequestProblem(503, 'activity.unmapped', 'The operator has not mapped the Kaltura API in the URL Mappings of this Activity.')
  return mapping.prefix
}
