export { type ApiClient, type ApiClientOptions, ApiError, createApiClient } from './client/api-client.ts'
export { type StreamEventsOptions, streamEvents } from './client/event-stream.ts'
export { serviceToken } from './client/service-token.ts'
export { newTraceId, supportIdOf } from './client/trace-id.ts'
export { openApiDocument } from './openapi/openapi.ts'
export { eventFilter, type ReadEvent, readEvent } from './routes/audit.ts'
export {
  activityRoutes,
  auditRoutes,
  deliveryRoutes,
  guildConfigRoutes,
  identityRoutes,
  invitationRoutes,
  memberRoutes,
  notificationRoutes,
  routes,
  subscriberRoutes,
  watchRoutes,
} from './routes/index.ts'
export { analyticsDoorOf, joinPath, mediaDoorOf, mediaDoorPath, type RawRoute, rawRoutes, roomSocketPath } from './routes/raw.ts'
export { pathOf, type Route, type RouteAccess, route } from './routes/route.ts'
export { guildMember, instanceId, snowflake } from './schemas/discord.ts'
export { type EntrySummary, entryId, entrySummary, type WatchRefusalCode, watchRefusal } from './schemas/media.ts'
export { type Problem, problem } from './schemas/problem.ts'
