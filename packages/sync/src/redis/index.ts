export { createRedisChannels, type ListenToChannel } from './redis-channels.ts'
export type { RedisClient, RedisSubscriber } from './redis-client.ts'
export { createRedisRoomPresence, type RedisRoomPresenceOptions } from './redis-room-presence.ts'
export { createRedisRoomStore, type RedisRoomStoreOptions } from './redis-room-store.ts'
