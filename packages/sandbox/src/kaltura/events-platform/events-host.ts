import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Bearer, KsGate } from '../ks-gate.ts'
import type { Call } from './call.ts'
import { eventCalls } from './event-calls.ts'
import { peopleCalls } from './people-calls.ts'
import type { Platform } from './platform.ts'
import { sessionCalls } from './session-calls.ts'

const maxBodyBytes = 256 * 1024
const calls: ReadonlyMap<string, Call> = new Map(Object.entries({ ...eventCalls, ...sessionCalls, ...peopleCalls }))

/**
 * What `events-api.<region>.ovp.kaltura.com` is in the real world: the Events Platform's public API, JSON by POST under `/api/v1`
 * (kaltura/mcp-events openapi-public-api.yaml 1.1.2).
 *
 * What goes wrong is said by `status` inside HTTP 200. Whoever has an ADMIN KS but isn't in the team gets a 500, as at Kaltura.
 * @param options.stumbles asked at each `events/create`: whether it answers 500 although the event was created
 */
export function createEventsHost(options: { gate: KsGate; platform: Platform; stumbles: () => boolean }): Hono {
  const { gate, platform, stumbles } = options
  const app = new Hono()
  app.use(bodyLimit({ maxSize: maxBodyBytes }))
  app.post('/api/v1/:service/:action', async (c) => {
    const name = `${c.req.param('service')}/${c.req.param('action')}`
    const perform = calls.get(name)
    if (!perform) return c.json({ message: `Cannot POST ${c.req.path}`, error: 'Not Found', statusCode: 404 }, 404)
    const bearer = await bearerOf(c.req.header('authorization'), c.req.path)
    if (!bearer) return c.json({ status: 'NEW_LOGIN_REQUIRED' })
    if (!bearer.admin) return c.json({ status: 'Forbidden' })
    if (!isInTeam(bearer)) return c.json(internalError, 500)

    const answer = perform(await c.req.json().catch(() => undefined), platform)
    if (name === 'events/create' && answer.status === 'ok' && stumbles()) return c.json(internalError, 500)
    return c.json(answer)
  })
  return app

  async function bearerOf(authorization: string | undefined, uri: string): Promise<Bearer | undefined> {
    const ks = /^(?:Bearer|KS) (\S+)$/i.exec(authorization ?? '')?.[1]
    const judged = ks === undefined ? undefined : await gate.judge(ks, { uri })
    return judged?.kind === 'accepted' ? judged.bearer : undefined
  }

  function isInTeam({ userId }: Bearer): boolean {
    return [...platform.team.values()].some(({ id, email, disabled }) => !disabled && userId !== '' && (id === userId || email === userId))
  }
}

const internalError = { statusCode: 500, message: 'Internal server error' }
