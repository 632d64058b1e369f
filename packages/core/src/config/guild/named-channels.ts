import type { GuildOverrides } from './guild-config.ts'

/** Every channel that somebody's words for a guild name, and where they do. */
export function namedChannels({ announceChannelId, routes = [] }: GuildOverrides): readonly { path: string; channelId: string }[] {
  const announced = announceChannelId === undefined ? [] : [{ path: 'announceChannelId', channelId: announceChannelId }]
  return [...announced, ...routes.map(({ channelId }, index) => ({ path: `routes.${index}.channelId`, channelId }))]
}
