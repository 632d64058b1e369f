/** Where Discord opened the Activity, from the address it gave the frame. */
export interface Place {
  instanceId: string
  guildId: string
  channelId: string
}

/**
 * Reads the place from a frame's query.
 * @returns `outside` when nobody opened it as an Activity, `direct-message` when there is no guild to watch with.
 */
export function placeOf(search: string): { kind: 'guild'; place: Place } | { kind: 'outside' } | { kind: 'direct-message' } {
  const query = new URLSearchParams(search)
  const [instanceId, frameId, guildId, channelId] = ['instance_id', 'frame_id', 'guild_id', 'channel_id'].map((name) => query.get(name))
  if (!instanceId || !frameId) return { kind: 'outside' }
  if (!guildId || !channelId) return { kind: 'direct-message' }
  return { kind: 'guild', place: { instanceId, guildId, channelId } }
}
