import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Account } from '../account.ts'
import type { AppToken } from '../app-token.ts'
import type { Catalogue } from '../catalogue.ts'
import type { KsGate } from '../ks-gate.ts'
import { actions, type Params } from './actions.ts'
import { isApiException, refusals } from './exception.ts'
import { kalturaJson } from './kaltura-json.ts'
import { resolveReferences } from './references.ts'

const maxBodyBytes = 256 * 1024
const maxRequests = 64
const widgetLifeS = 86_400

const body = z.record(z.string(), z.unknown())
const ks = z.string().min(1)
const widget = z.object({ widgetId: z.string().max(64), expiry: z.coerce.number().int().min(1).max(widgetLifeS).catch(widgetLifeS) })
const request = z.looseObject({ service: z.string().min(1).max(64), action: z.string().min(1).max(64) })

export interface ApiOptions {
  account: Account
  catalogue: Catalogue
  gate: KsGate
  appTokens: readonly AppToken[]
  /** Milliseconds since 1970. */
  now: () => number
  log: (line: string) => void
}

/**
 * Kaltura's API v3 as JSON over POST, under `/service/…`: what the real player, our own client and a few curious people ask.
 *
 * An answer is HTTP 200 even when it is no (kaltura/server KalturaFrontController); a body that is no JSON object counts as no parameters.
 */
export function createApiV3(options: ApiOptions): Hono {
  const { account, gate, log } = options
  const app = new Hono()
  app.use(bodyLimit({ maxSize: maxBodyBytes }))

  app.post('/service/multirequest', async (c) => {
    const results = await performAll(await readBody(c.req.raw), c.req.path)
    return c.body(kalturaJson(results), 200, jsonHeaders)
  })
  app.post('/service/:service/action/:action', async (c) => {
    const { service, action } = c.req.param()
    return c.body(kalturaJson(await perform(service, action, await readBody(c.req.raw), c.req.path)), 200, jsonHeaders)
  })
  return app

  /** Requests are numbered from 0 or 1 and end at the first gap; `ks` and whatever else stands beside them is common to all. */
  async function performAll(parts: Params, uri: string): Promise<readonly unknown[]> {
    const common = Object.fromEntries(Object.entries(parts).filter(([key]) => !/^\d+$/.test(key)))
    const results: unknown[] = []
    const first = '0' in parts ? 0 : 1
    for (let index = first; index < first + maxRequests; index++) {
      const part = request.safeParse(parts[index])
      if (!part.success) break
      const params = withoutNulls(resolveReferences({ ...common, ...part.data }, results))
      results.push(await perform(part.data.service, part.data.action, params, uri))
    }
    return results
  }

  async function perform(service: string, action: string, params: Params, uri: string): Promise<unknown> {
    const name = `${service}.${action}`.toLowerCase()
    const result = name === 'session.startwidgetsession' ? await startWidgetSession(params) : await performWithKs(name, params, uri)
    // An action without an answer (`session.end`) answers null.
    const answer = result === undefined ? refusals.serviceForbidden(service, action) : result
    if (isApiException(answer)) log(`${actions.has(name) ? name : 'an unknown action'}: ${answer.code}`)
    return answer
  }

  /** `undefined` for an action that there isn't. The KS is judged first, as at Kaltura. */
  async function performWithKs(name: string, params: Params, uri: string): Promise<unknown> {
    const token = ks.safeParse(params.ks)
    if (!token.success) return refusals.missingKs()
    const judged = await gate.judge(token.data, { uri })
    if (judged.kind === 'refused') return refusals.invalidKs(judged.why === 'malformed' ? token.data : 'EXPIRED')
    return actions.get(name)?.(params, { ...options, bearer: judged.bearer })
  }

  async function startWidgetSession(params: Params): Promise<unknown> {
    const wanted = widget.safeParse(params)
    if (!wanted.success) return refusals.missingParameter('widgetId')
    if (wanted.data.widgetId !== `_${account.partnerId}`) return refusals.widgetRefused(wanted.data.widgetId)
    const widgetKs = await gate.widgetKs(wanted.data.expiry)
    return { partnerId: account.partnerId, ks: widgetKs, userId: '0', objectType: 'KalturaStartWidgetSessionResponse' }
  }
}

const jsonHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store' }

async function readBody(raw: Request): Promise<Params> {
  const json: unknown = await raw.json().catch(() => ({}))
  return withoutNulls(json)
}

/** Top-level nulls are as good as absent; clients send them for what they don't set. */
function withoutNulls(value: unknown): Params {
  const parsed = body.safeParse(value)
  return parsed.success ? Object.fromEntries(Object.entries(parsed.data).filter(([, inner]) => inner !== null)) : {}
}
