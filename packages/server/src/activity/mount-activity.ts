import { activityRoutes } from '@kaltura-discord/api'
import { may } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { viewerGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { summaryOf } from '../watch/entry-summary.ts'
import { admit, admitToPlace, roomClaimsOf } from './admission.ts'
import { type ActivityDependencies, bootstrap, playerAccess, toldOf } from './bootstrap.ts'

const findLimit = 10

/** Calls of somebody who signed in: get what is needed to play, and come back after a cut. */
export function mountActivity(app: Hono, dependencies: ActivityDependencies): void {
  const { tickets, watch } = dependencies
  const guard = viewerGuard(tickets)

  mount(app, activityRoutes.bootstrap, guard, ({ body }, viewer) => bootstrap(viewer, body, dependencies))

  mount(app, activityRoutes.openEntry, guard, async ({ body: { entryId, ...place } }, viewer) => {
    const admission = await admit(viewer, place, dependencies, entryId)
    return {
      entry: summaryOf(admission.entry, admission.connection.watchUrl),
      player: await playerAccess(viewer, place, admission, dependencies),
    }
  })

  mount(app, activityRoutes.findEntries, guard, async ({ body: { query, ...place } }, viewer) => {
    const { member } = await admitToPlace(viewer, place, dependencies)
    const entries = await watch.suggest({ guildId: place.guildId, member, query, limit: findLimit })
    return { entries: entries.map((entry) => summaryOf(entry)) }
  })

  mount(app, activityRoutes.findContinuation, guard, async ({ body }, viewer) => {
    const { member, standing } = await admitToPlace(viewer, body, dependencies)
    if (may('start', standing).kind === 'refused') return {}
    return toldOf(await watch.continuation({ ...body, member }))
  })

  mount(app, activityRoutes.startEntry, guard, async ({ body: { entryId, ...place } }, viewer) => {
    const { member, standing } = await admitToPlace(viewer, place, dependencies)
    // Asked here beside `launch`, which knows nothing of guests.
    const start = may('start', standing)
    const outcome = start.kind === 'refused' ? start : await watch.launch({ ...place, member, entryId })
    if (outcome.kind === 'refused') throw new RequestProblem(outcome.reason)
    return bootstrap(viewer, place, dependencies)
  })

  mount(app, activityRoutes.roomTicket, guard, async ({ body }, viewer) => {
    const admission = await admit(viewer, body, dependencies)
    return { roomTicket: await tickets.room(roomClaimsOf(viewer, admission)) }
  })
}
