import { activityRoutes } from './activity.ts'
import { notificationRoutes } from './notifications.ts'
import { watchRoutes } from './watch.ts'

/** Every JSON operation of the HTTP API. */
export const routes = { ...activityRoutes, ...watchRoutes, ...notificationRoutes }
export { activityRoutes, notificationRoutes, watchRoutes }
