import {
  countsAsInvalid,
  invalidWindowMs,
  laneShares,
  routeAfter,
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
    const keys = [`turn:${lane}`, 'turn:anyone', 'closed', 'invalid', `route:${route}`, 'barred'].map((key) => `${prefix}{send}:${key}`)
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
      if (taken === 1) return { kind: 'go', atMs: turn }
      return { kind: taken === 2 ? 'stop' : 'wait', untilMs: turn }
    },

    async learn(route, answer, { atMs }) {
      const { status, retryAfterMs = 0, scope } = answer
      const closedMs = (by: typeof scope) => (status === 429 && scope === by ? retryAfterMs : 0)
      const after = route === undefined ? undefined : routeAfter(answer)
      await run(learnScript, { route, lane: 'tokenless' }, [
        atMs,
        countsAsInvalid(answer) ? 1 : 0,
        closedMs('global'),
        closedMs('network'),
        after?.remaining ?? '',
        after?.resetAfterMs ?? 0,
        invalidWindowMs,
      ])
    },
  }
}
