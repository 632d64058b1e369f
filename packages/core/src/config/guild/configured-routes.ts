import { notificationRoute, type RoutesOf } from '../../notifications/route.ts'
import type { ConfigSource } from './config-source.ts'

/** Which channels of a guild hear of what, as of now: its routes, and where it has none, everything in its announce channel and language. */
export function createConfiguredRoutes(config: Pick<ConfigSource, 'of'>): RoutesOf {
  return async (guildId) => {
    const { routes, announceChannelId: channelId, locale } = await config.of(guildId)
    if (routes !== undefined) return routes
    return channelId === undefined ? [] : [notificationRoute.parse({ channelId, locale })]
  }
}
