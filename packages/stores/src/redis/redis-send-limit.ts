import {
  countsAsInvalid,
  invalidWindowMs,
  type LimitAnswer,
  laneShares,
  type SendLane,
  type SendLimit,
  type SendLimitOptions,
  UnavailableError,
} from '@kaltura-discord/core'
import { answerOfRedis, type RedisClient } from './redis-client.ts'
import { learnScript, takeScript } from './send-limit-scripts.ts'

export interface RedisSendLimitOptions extends SendLimitOptions {
  client: RedisClient
  /** Goes before every key, such as `kd:`. One for each bot token, since each has limits of its own. */
  prefix: string
  /** What Redis does not answer within this counts as failed, in ms. Default 2000. */
  timeoutMs?: number
}

/** The processes' clocks may differ by as much before anything is forgotten too early. */
const slackMs = 60_000

/** The {@link SendLimit} of a token that several processes use, in Redis or Valkey. Each method is one script. */
export function createRedisSendLimit({ client, prefix, perSecond = 50, mostInvalid = 4_500, timeoutMs }: RedisSendLimitOptions): SendLimit {
  async function run(
    script: string,
    { route = '', lane }: { route: string | undefined; lane: SendLane },
    args: readonly (string | number)[],
  ): Promise<unknown> {
    // One hash tag: a cluster keeps them together.
    const keys = [`turn:${lane}`, 'turn:anyone', 'closed', 'invalid', `route:${route}`].map((key) => `${prefix}{send}:${key}`)
    return answerOfRedis(
      client.sendCommand(['EVAL', script, String(keys.length), ...keys, ...args.map(String), String(slackMs)]),
      timeoutMs,
    )
  }

  return {
    async take(route, { atMs, patienceMs, lane }) {
      const everyMs = (share: number) => 1000 / (perSecond * share)
      const own = lane === 'tokenless' ? '' : everyMs(laneShares[lane])
      const reply = await run(takeScript, { route, lane }, [
        atMs,
        patienceMs,
        own,
        everyMs(laneShares.anyone),
        mostInvalid,
        invalidWindowMs,
      ])
      const [taken, turn] = Array.isArray(reply) ? reply.map(Number) : []
      if (turn === undefined || Number.isNaN(turn)) throw new UnavailableError('Redis answered something else than a turn.')
      return taken === 1 ? { kind: 'go', atMs: turn } : { kind: 'wait', untilMs: turn }
    },

    async learn(route, answer, { atMs }) {
      const { status, retryAfterMs = 0, scope } = answer
      const isGlobal = status === 429 && scope === 'global'
      const known = isGlobal || route === undefined ? undefined : routeOf(answer)
      await run(learnScript, { route, lane: 'tokenless' }, [
        atMs,
        countsAsInvalid(answer) ? 1 : 0,
        isGlobal ? retryAfterMs : 0,
        known?.remaining ?? '',
        known?.resetAfterMs ?? 0,
        invalidWindowMs,
      ])
    },
  }
}

/** What an answer says of its route; `undefined` when nothing. */
function routeOf({ status, remaining, resetAfterMs, retryAfterMs = 0 }: LimitAnswer) {
  if (status === 429) return { remaining: 0, resetAfterMs: Math.max(retryAfterMs, resetAfterMs ?? 0) }
  return remaining === undefined || resetAfterMs === undefined ? undefined : { remaining, resetAfterMs }
}
