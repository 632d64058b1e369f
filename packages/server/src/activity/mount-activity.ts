import { activityRoutes, analyticsDoorPath, mediaDoorPath, roomSocketPath } from '@kaltura-discord/api'
import type { Hono } from 'hono'
import type { UrlMapping } from '../connection.ts'
import { viewerGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { PlayerKs } from '../media-door/player-ks.ts'
import { roomNameOf } from '../rooms/room-name.ts'
import type { Tickets } from '../tickets/tickets.ts'
import { summaryOf } from '../watch/entry-summary.ts'
import { type AdmissionDependencies, admit, roomClaimsOf } from './admission.ts'
import { viewerKs } from './viewer-ks.ts'

export interface ActivityDependencies extends AdmissionDependencies {
  tickets: Tickets
  playerKs: PlayerKs
  mappings: readonly UrlMapping[]
}

/** Calls of somebody who signed in: get what is needed to play, and come back after a cut. */
export function mountActivity(app: Hono, dependencies: ActivityDependencies): void {
  const { tickets, playerKs, mappings, watch } = dependencies
  const guard = viewerGuard(tickets)

  mount(app, activityRoutes.bootstrap, guard, async ({ body }, viewer) => {
    const admission = await admit(viewer, body, dependencies)
    const { connection, entry, role, name } = admission
    const [issued, continuation] = await Promise.all([viewerKs(connection, entry.id, viewer.userId), watch.continuation(body)])
    return {
      entry: summaryOf(entry),
      ...(continuation ? { continuation: { entry: summaryOf(continuation.entry), positionS: continuation.positionS } } : {}),
      member: { id: viewer.userId, name, role },
      player: {
        partnerId: connection.partnerId,
        uiConfId: connection.uiConfId,
        scriptPath: `${prefixOf(connection.serviceUrl, mappings)}/p/${connection.partnerId}/embedPlaykitJs/uiconf_id/${connection.uiConfId}`,
        doorPath: mediaDoorPath,
        ...(connection.analyticsUrl === undefined ? {} : { analyticsPath: analyticsDoorPath }),
        ks: await playerKs.welcome({ viewer, place: body, entryId: entry.id }, issued),
      },
      roomTicket: await tickets.room(roomClaimsOf(viewer, admission)),
      roomPath: `${roomSocketPath}?room=${encodeURIComponent(roomNameOf(admission.programme))}`,
    }
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
