/** Where a room is: one for each Activity instance. */
export interface RoomPlace {
  guildId: string
  channelId: string
  instanceId: string
}

/** A room's name, guild first: an instance of one guild can never be the room of another, and whoever keeps rooms knows whose each is. */
export function roomNameOf({ guildId, channelId, instanceId }: RoomPlace): string {
  return `${guildId}/${channelId}/${instanceId}`
}

/** `undefined` for a room that was not named here. */
export function placeOfRoom(name: string): RoomPlace | undefined {
  const [, guildId, channelId, instanceId] = /^(\d+)\/(\d+)\/(.+)$/s.exec(name) ?? []
  return guildId && channelId && instanceId ? { guildId, channelId, instanceId } : undefined
}
