import { redact } from '@kaltura-discord/core'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { SandboxBeacon } from '../../control/contract.ts'
import type { KsGate } from '../ks-gate.ts'
import { eventNames } from './event-names.ts'

const maxBodyBytes = 64 * 1024
/** Beacons that are remembered. A player sends about one in ten seconds. */
const remembered = 300

const number = z.coerce.number()
const beacon = z.object({
  eventType: number.int().min(0).max(100_000),
  partnerId: number.int().min(0).nullable().catch(null),
  entryId: z.string().regex(/^[\w.-]{1,64}$/),
  sessionId: z.string().max(128).catch(''),
  position: number.min(0).optional().catch(undefined),
  userId: z.string().min(1).max(320).optional().catch(undefined),
  ks: z.string().min(1).optional().catch(undefined),
})
const json = z.record(z.string(), z.unknown()).catch({})

export interface Analytics {
  /** Takes `…/index.php?service=analytics&action=trackEvent`, as GET or POST. */
  routes: Hono
  /** Oldest first. */
  beacons(): SandboxBeacon[]
}

/**
 * Where players tell what is watched: analytics.kaltura.com is another host, but the sandbox's API host does that too, under the same path.
 *
 * The answer is what the real player's analytics plugin reads: the time at which the session began, and that its beats are wanted
 * (playkit-js-kava `_updateSessionStartTimeModel`). A beacon that makes no sense is answered and forgotten, since no player looks at a refusal.
 */
export function createAnalytics(options: { gate: KsGate; now: () => number; changed: () => void }): Analytics {
  const { gate, now, changed } = options
  let beacons: readonly SandboxBeacon[] = []

  async function take(parameters: Readonly<Record<string, unknown>>): Promise<void> {
    const parsed = beacon.safeParse(parameters)
    if (!parsed.success) return
    const { eventType, partnerId, entryId, sessionId, position, userId, ks } = parsed.data
    const owner = ks === undefined ? undefined : (await gate.read(ks))?.userId
    const kept: SandboxBeacon = {
      atMs: now(),
      event: eventNames.get(eventType) ?? `EVENT_${eventType}`,
      partnerId,
      entryId,
      userId: owner || (userId === undefined ? null : redact(userId)),
      positionS: position ?? null,
      sessionId: redact(sessionId),
    }
    beacons = [...beacons, kept].slice(-remembered)
    changed()
  }

  const routes = new Hono().on(['GET', 'POST'], '/index.php', bodyLimit({ maxSize: maxBodyBytes }), async (c) => {
    const query = c.req.query()
    if (query.service !== 'analytics' || query.action?.toLowerCase() !== 'trackevent') return c.notFound()
    const body = c.req.method === 'POST' ? json.parse(await c.req.json().catch(() => ({}))) : {}
    await take({ ...body, ...query })
    return c.json({ time: Math.floor(now() / 1000), viewEventsEnabled: true }, 200, { 'cache-control': 'no-store' })
  })
  return { routes, beacons: () => [...beacons] }
}
