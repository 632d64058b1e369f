export { createRedisCache, type RedisCacheOptions } from './redis-cache.ts'
export type { RedisClient, RedisSubscriber } from './redis-client.ts'
export { createRedisInvalidations, type RedisInvalidationsOptions } from './redis-invalidations.ts'
export { createRedisSendLimit, type RedisSendLimitOptions } from './redis-send-limit.ts'
