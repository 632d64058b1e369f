import { activityRoutes } from './activity.ts'
import { auditRoutes } from './audit.ts'
import { deliveryRoutes } from './deliveries.ts'
import { guildConfigRoutes } from './guild-config.ts'
import { identityRoutes } from './identity.ts'
import { invitationRoutes } from './invitations.ts'
import { memberRoutes } from './members.ts'
import { notificationRoutes } from './notifications.ts'
import { subscriberRoutes } from './subscribers.ts'
import { watchRoutes } from './watch.ts'

/** Every JSON operation of the HTTP API. */
export const routes = {
  ...activityRoutes,
  ...invitationRoutes,
  ...watchRoutes,
  ...memberRoutes,
  ...identityRoutes,
  ...notificationRoutes,
  ...deliveryRoutes,
  ...guildConfigRoutes,
  ...auditRoutes,
  ...subscriberRoutes,
}
export {
  activityRoutes,
  auditRoutes,
  deliveryRoutes,
  guildConfigRoutes,
  identityRoutes,
  invitationRoutes,
  memberRoutes,
  notificationRoutes,
  subscriberRoutes,
  watchRoutes,
}
