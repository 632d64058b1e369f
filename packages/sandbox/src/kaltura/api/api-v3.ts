import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { type Caller, callerOf } from '../account/access.ts'
import type { AccountRecords } from '../account/account-records.ts'
import { mayPerform } from '../account/permissions.ts'
import { userStatus } from '../account/user.ts'
import type { Account } from '../account.ts'
import type { Catalogue } from '../catalogue.ts'
import type { KsGate } from '../ks-gate.ts'
import { accountRefusals } from './account-refusals.ts'
import { type Action, actions, type Params } from './actions.ts'
import { type ApiException, isApiException, refusals } from './exception.ts'
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
  records: AccountRecords
  /** Actions of services that are plugins of Kaltura and keep things of their own: rooms, schedules, notification templates. */
  plugins: ReadonlyMap<string, Action>
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
  const { account, gate, records, plugins, log } = options
  const actionOf = (name: string): Action | undefined => actions.get(name) ?? plugins.get(name)
  const app = new Hono()
  app.use(bodyLimit({ maxSize: maxBodyBytes }))

  app.post('/service/multirequest', async (c) => {
    const results = await performAll(await readBody(c.req.raw), useOf(c.req))
    return c.body(kalturaJson(results), 200, jsonHeaders)
  })
  app.post('/service/:service/action/:action', async (c) => {
    const { service, action } = c.req.param()
    return c.body(kalturaJson(await perform(service, action, await readBody(c.req.raw), useOf(c.req))), 200, jsonHeaders)
  })
  return app

  /** Requests are numbered from 0 or 1 and end at the first gap; `ks` and whatever else stands beside them is common to all. */
  async function performAll(parts: Params, first: Use): Promise<readonly unknown[]> {
    const common = Object.fromEntries(Object.entries(parts).filter(([key]) => !/^\d+$/.test(key)))
    const results: unknown[] = []
    const start = '0' in parts ? 0 : 1
    let use = first
    for (let index = start; index < start + maxRequests; index++) {
      const part = request.safeParse(parts[index])
      if (!part.success) break
      const params = withoutNulls(resolveReferences({ ...common, ...part.data }, results))
      results.push(await perform(part.data.service, part.data.action, params, use))
      use = { ...use, lastKs: ks.safeParse(params.ks).data }
    }
    return results
  }

  async function perform(service: string, action: string, params: Params, use: Use): Promise<unknown> {
    const name = `${service}.${action}`.toLowerCase()
    const result = name === 'session.startwidgetsession' ? await startWidgetSession(params) : await performWithKs(name, params, use)
    // An action without an answer (`session.end`) answers null.
    const answer = result === undefined ? refusals.serviceForbidden(service, action) : result
    if (isApiException(answer)) log(`${actionOf(name) ? name : 'an unknown action'}: ${answer.code}`)
    return answer
  }

  /** `undefined` for an action that there isn't, or that the KS may not do. The KS is judged first, as at Kaltura. */
  async function performWithKs(name: string, params: Params, { uri, caller, lastKs }: Use): Promise<unknown> {
    const token = ks.safeParse(params.ks)
    if (!token.success) return refusals.missingKs()
    const judged = await gate.judge(token.data, { uri, again: token.data === lastKs })
    if (judged.kind === 'refused') return ksRefusal(judged.why, token.data)
    const { bearer } = judged
    if (records.userOf(bearer)?.status === userStatus.blocked) return accountRefusals.userBlocked()
    const permitted = mayPerform(name, bearer, records)
    if (permitted === 'unknown-role') return accountRefusals.invalidObjectId('N/A')
    return permitted === 'yes' ? actionOf(name)?.(params, { ...options, bearer, caller }) : undefined
  }

  async function startWidgetSession(params: Params): Promise<unknown> {
    const wanted = widget.safeParse(params)
    if (!wanted.success) return refusals.missingParameter('widgetId')
    if (wanted.data.widgetId !== `_${account.partnerId}`) return refusals.widgetRefused(wanted.data.widgetId)
    const widgetKs = await gate.widgetKs(wanted.data.expiry)
    return { partnerId: account.partnerId, ks: widgetKs, userId: '0', objectType: 'KalturaStartWidgetSessionResponse' }
  }
}

/** How a request uses the KS in it. */
interface Use {
  uri: string
  caller: Caller
  /** The one that the request before it, in the same multirequest, used. */
  lastKs?: string | undefined
}

function useOf({ path, raw }: { path: string; raw: Request }): Use {
  return { uri: path, caller: callerOf(raw.headers) }
}

function ksRefusal(why: 'malformed' | 'invalid' | 'actions-limit', token: string): ApiException {
  if (why === 'actions-limit') return accountRefusals.invalidActionsLimit()
  return refusals.invalidKs(why === 'malformed' ? token : 'EXPIRED')
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
