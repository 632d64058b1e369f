import { activityRoutes } from '@kaltura-discord/api'
import type { Hono } from 'hono'
import { viewerGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { summaryOf } from '../watch/entry-summary.ts'
import { admit, admitToPlace, roomClaimsOf } from './admission.ts'
import { type ActivityDependencies, bootstrap, playerAccess } from './bootstrap.ts'

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

  mount(app, activityRoutes.roomTicket, guard, async ({ body }, viewer) => {
    const admission = await admit(viewer, body, dependencies)
    return { roomTicket: await tickets.room(roomClaimsOf(viewer, admission)) }
  })
}
