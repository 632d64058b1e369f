import { activityRoutes } from './activity.ts'
import { notificationRoutes } from './notifications.ts'
import { watchRoutes } from './watch.ts'

/** Every operation of the HTTP API. */
export const routes = { ...activityRoutes, ...watchRoutes, ...notificationRoutes }
export { activityRoutes, notificationRoutes, watchRoutes }

/** Where rooms are joined, as a WebSocket; see PROTOCOL.md of `@kaltura-discord/sync`. */
export const roomSocketPath = '/api/v1/rooms/socket'

/** The door that the Kaltura player asks for its API, playManifest and playlists. */
export const mediaDoorPath = '/api/v1/media'
