import { STATUS_CODES } from 'node:http'
import type { SandboxFault } from '../control/contract.ts'

export interface FaultAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }

/** What a door says instead of its real answer, in the manner of whoever it stands for. */
export function faultAnswer(fault: SandboxFault, nowMs: number): FaultAnswer {
  if (fault.kind === 'rate-limit') return rateLimited(fault, nowMs)
  if (fault.kind === 'broken-json') return { status: 200, headers: json, body: '{"id":"1","objectType":' }
  if (fault.kind === 'exception') return { status: 200, headers: json, body: exceptionBody(String(fault.code)) }
  const status = fault.status ?? 503
  const title = `${status}: ${STATUS_CODES[status] ?? 'Unknown'}`
  if (fault.place === 'discord-rest') return { status, headers: json, body: JSON.stringify({ message: title, code: 0 }) }
  return { status, headers: html, body: `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>` }
}

/**
 * Discord's 429 (docs: topics/rate-limits), by scope: `user` is the bot's own limit of a route, `shared` one that it shares with others and
 * that does not count as an invalid request, `global` the bot's limit over all routes, which has no bucket to tell of.
 */
function rateLimited({ scope, delayMs }: SandboxFault, nowMs: number): FaultAnswer {
  const isGlobal = scope === 'global'
  const afterMs = delayMs ?? 0
  const route = {
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': ((nowMs + afterMs) / 1_000).toFixed(3),
    'x-ratelimit-reset-after': (afterMs / 1_000).toFixed(3),
    'x-ratelimit-bucket': 'fault',
  }
  return {
    status: 429,
    headers: {
      ...json,
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : route),
      'x-ratelimit-scope': scope ?? 'user',
      'retry-after': String(Math.ceil(afterMs / 1_000)),
      via: '1.1 sandbox',
    },
    body: JSON.stringify({ message: 'You are being rate limited.', code: 0, retry_after: afterMs / 1_000, global: isGlobal }),
  }
}

/** How Kaltura says no: with HTTP 200 (kaltura/server KalturaSerializer::convertExceptionsToPhpArrays). */
function exceptionBody(code: string): string {
  return JSON.stringify({ code, message: `The sandbox was told to answer ${code}`, objectType: 'KalturaAPIException', args: {} })
}
