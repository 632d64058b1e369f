import { rawRoutes } from '@kaltura-discord/api'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { KalturaConnection } from '../connection.ts'
import { readBody, readRequestBody } from '../http/body.ts'
import { honoPath } from '../http/hono-path.ts'
import type { PlayerKs } from '../media-door/player-ks.ts'
import { type Beacon, readBeacon } from './beacon.ts'
import { createBeaconLimit } from './beacon-limit.ts'

export interface AnalyticsDoorDependencies {
  connection(name: string): Pick<KalturaConnection, 'partnerId' | 'analyticsUrl'> | undefined
  playerKs: PlayerKs
  fetch: typeof fetch
  now: () => number
}

const beaconLimitBytes = 16 * 1024
const answerLimitBytes = 1024
const timeoutMs = 5_000
/** Beacons on their way to Kaltura at one time; beyond that they are dropped. */
const underWay = 200

/** When the viewing began, and whether views are wanted every ten seconds. */
const answer = z.union([z.object({ time: z.number(), viewEventsEnabled: z.boolean() }), z.number()])

/**
 * The door for the beacons of Kaltura's analytics plugin, so that a watch party's viewers count like any others. Discord's proxy would refuse them elsewhere.
 *
 * A beacon goes on with the KS of its viewer, in a body, whichever form it came in. What makes no sense, comes too often or does not arrive is answered with
 * 204 and forgotten: the plugin goes on, nobody else notices, and there is nothing that a viewer could do about it.
 */
export function mountAnalyticsDoor(app: Hono, dependencies: AnalyticsDoorDependencies): void {
  const limit = createBeaconLimit(dependencies.now)
  let sending = 0

  const take = async (context: Context, body: unknown) => {
    const beacon = readBeacon(context.req.query(), body)
    const name = context.req.param('connection') ?? ''
    const account = dependencies.connection(name)
    const origin = beacon?.partnerId === account?.partnerId ? account?.analyticsUrl : undefined
    if (!beacon || !origin || sending >= underWay || !limit.allows(beacon.said ?? '')) return context.body(null, 204)
    sending += 1
    try {
      const agent = context.req.header('user-agent')?.slice(0, 300) ?? ''
      return context.json(await send(beacon, { name, origin, agent }, dependencies), 200, { 'cache-control': 'no-store' })
    } catch {
      return context.body(null, 204)
    } finally {
      sending -= 1
    }
  }

  app.get(honoPath(rawRoutes.beaconInAddress), (context) => take(context, undefined))
  app.post(honoPath(rawRoutes.beacon), async (context) => take(context, await jsonOf(context.req.raw)))
}

/** @returns what Kaltura answered. @throws anything, when it did not. */
async function send(
  { address, facts, said }: Beacon,
  { name, origin, agent }: { name: string; origin: string; agent: string },
  { playerKs, fetch }: Pick<AnalyticsDoorDependencies, 'playerKs' | 'fetch'>,
): Promise<z.output<typeof answer>> {
  const ks = said === undefined ? undefined : ((await playerKs.of(said, name)) ?? said)
  const response = await fetch(
    `${origin}/api_v3/index.php?${new URLSearchParams({ service: 'analytics', action: 'trackEvent', ...address })}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': agent },
      body: JSON.stringify({ ...facts, ...(ks !== undefined && { ks }) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    },
  )
  const text = new TextDecoder().decode(await readBody(response, answerLimitBytes))
  return answer.parse(JSON.parse(text))
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await readRequestBody(request, beaconLimitBytes)))
  } catch {
    return undefined
  }
}
