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
  const status = fault.status ?? 503
  const title = `${status}: ${STATUS_CODES[status] ?? 'Unknown'}`
  if (fault.place === 'discord-rest') return { status, headers: json, body: JSON.stringify({ message: title, code: 0 }) }
  return { status, headers: html, body: `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>` }
}

/** Discord's 429 (docs: topics/rate-limits). A fault for every path plays the global limit, one for some paths the limit of their route. */
function rateLimited({ path, delayMs }: SandboxFault, nowMs: number): FaultAnswer {
  const isGlobal = path === ''
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
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      'retry-after': String(Math.ceil(afterMs / 1_000)),
      via: '1.1 sandbox',
    },
    body: JSON.stringify({ message: 'You are being rate limited.', code: 0, retry_after: afterMs / 1_000, global: isGlobal }),
  }
}
