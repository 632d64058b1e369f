import { activityRoutes } from './activity.ts'
import { invitationRoutes } from './invitations.ts'
import { memberRoutes } from './members.ts'
import { notificationRoutes } from './notifications.ts'
import { watchRoutes } from './watch.ts'

/** Every JSON operation of the HTTP API. */
export const routes = { ...activityRoutes, ...invitationRoutes, ...watchRoutes, ...memberRoutes, ...notificationRoutes }
export { activityRoutes, invitationRoutes, memberRoutes, notificationRoutes, watchRoutes }
