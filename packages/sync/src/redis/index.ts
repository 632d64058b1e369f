export { createRedisRoomStore, type RedisClient, type RedisRoomStoreOptions } from './redis-room-store.ts'
