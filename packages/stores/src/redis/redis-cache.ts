import { type Cache, longestCached } from '@kaltura-discord/core'
import { deleteScript, getScript, setScript } from './cache-scripts.ts'
import { answerOfRedis, type RedisClient } from './redis-client.ts'

export interface RedisCacheOptions {
  client: RedisClient
  /** Goes before every key, such as `kd:`. */
  prefix: string
  /** What is in it, such as `roles`: caches of other names know nothing of it. */
  name: string
  /** How many it keeps at the most, whoever put them there: it never grows into the memory that rooms need. */
  size: number
  /** Milliseconds since 1970. The processes' clocks must agree to the second. */
  now(): number
  /** Redis can't be asked, and everything counts as not kept. Called at most once in {@link RedisCacheOptions.restMs}. */
  onAway(error: unknown): void
  /** What Redis does not answer within this counts as not kept, in ms: soon, since the original can be asked instead. Default 250. */
  timeoutMs?: number
  /** For how long Redis isn't asked after it did not answer, in ms. Default 1,000. */
  restMs?: number
}

/** A {@link Cache} that several processes share, in Redis or Valkey. Each method is one script. */
export function createRedisCache(options: RedisCacheOptions): Cache {
  const { client, prefix, name, size, now, onAway, timeoutMs = 250, restMs = 1_000 } = options
  // One hash tag: a cluster keeps them together.
  const keys = ['values', 'uses'].map((key) => `${prefix}{cache:${name}}:${key}`)
  let awayUntilMs = Number.NEGATIVE_INFINITY

  async function run(script: string, args: readonly (string | number)[]): Promise<unknown> {
    if (now() < awayUntilMs) return undefined
    try {
      return await answerOfRedis(client.sendCommand(['EVAL', script, String(keys.length), ...keys, ...args.map(String)]), timeoutMs)
    } catch (error) {
      if (now() >= awayUntilMs) onAway(error)
      awayUntilMs = now() + restMs
      return undefined
    }
  }

  return {
    async get(key) {
      const json = await run(getScript, [key, now()])
      return typeof json === 'string' ? parsed(json) : undefined
    },
    async set(key, value, { ttlMs }) {
      const json = JSON.stringify(value)
      if (json.length > longestCached) await run(deleteScript, [key])
      else await run(setScript, [key, `${Math.ceil(now() + ttlMs)}:${json}`, size, Math.ceil(ttlMs + slackMs)])
    },
    async delete(key) {
      await run(deleteScript, [key])
    },
  }
}

/** The processes' clocks may differ by as much before anything is forgotten too early. */
const slackMs = 60_000

/** Whoever else can write there may have written anything. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
