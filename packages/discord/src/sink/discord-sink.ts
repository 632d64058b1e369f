import {
  createLimitedRequest,
  createMemorySendLimit,
  type LimitedAnswer,
  type MessageSink,
  retryAfterMs,
  type SendLimit,
  type SinkOutcome,
  UnavailableError,
} from '@kaltura-discord/core'
import { z } from 'zod'
import { discordAddress } from '../discord-address.ts'

export interface DiscordSinkOptions {
  /** Of the bot that writes. Goes to Discord, and into no error and no log line. */
  botToken: string
  /** Shared by all that sends with this token, in this process and others. Default: one for this sink alone. */
  limit?: SendLimit
  /** Default: Discord's own; only stand-ins on this machine are elsewhere. */
  apiUrl?: string
  fetch?: typeof fetch
  /** How long one request may take, in ms. Together with `patienceMs` it must stay below the lease of a channel, 15 s. Default 8,000. */
  timeoutMs?: number
  /** How long a message waits for its turn before it goes back to the outbox, in ms. Default 3,000. */
  patienceMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
  /** Resolves after so many ms. */
  wait?: (ms: number) => Promise<void>
}

const created = z.object({ id: z.string().regex(/^\d{17,20}$/) })
const refusal = z.object({ code: z.number().int() })
const unknownMessage = 10008
const othersMessage = 50005

/**
 * Messages by Discord's REST API, with `fetch` alone. Each call is one request, and none while the token's limit is used up; a message carries its nonce with
 * `enforce_nonce`, so that a repeat within a few minutes is the same message.
 */
export function createDiscordSink(options: DiscordSinkOptions): MessageSink {
  const { botToken, limit = createMemorySendLimit(), apiUrl = `${discordAddress}/v10`, timeoutMs = 8_000, patienceMs = 3_000 } = options
  const { fetch = globalThis.fetch, now = Date.now, wait = pause } = options

  const limited = createLimitedRequest({ limit, now, wait })

  function ask(method: 'POST' | 'PATCH', path: string, body: unknown): Promise<LimitedAnswer<Response>> {
    const route = `${method} ${path.replace(/\/messages\/.*$/, '/messages/:id')}`
    return limited({ route, lane: 'channels', patienceMs }, () => request(method, path, body))
  }

  async function request(method: string, path: string, body: unknown): Promise<Response> {
    const headers = { authorization: `Bot ${botToken}`, 'content-type': 'application/json' }
    try {
      return await fetch(`${apiUrl}${path}`, { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(timeoutMs) })
    } catch {
      // The cause is left out on purpose: fetch errors of some runtimes carry the request, and with it the token.
      throw new UnavailableError('Discord did not answer.')
    }
  }

  return {
    async create({ channelId, nonce, body }) {
      const answer = await ask('POST', `/channels/${channelId}/messages`, { ...body, nonce, enforce_nonce: true })
      return answer.kind === 'answered' ? outcomeOf(answer.response) : answer
    },

    async edit({ channelId, messageId, body }) {
      const answer = await ask('PATCH', `/channels/${channelId}/messages/${messageId}`, body)
      if (answer.kind === 'limited') return answer
      const { response } = answer
      const { code } = response.status === 404 || response.status === 403 ? await codeOf(response.clone()) : {}
      // What another bot of ours wrote before is as good as gone.
      return code === unknownMessage || code === othersMessage ? { kind: 'gone' } : outcomeOf(response)
    },
  }
}

async function outcomeOf(response: Response): Promise<SinkOutcome> {
  const { status } = response
  if (status === 400 || status === 403 || status === 404) {
    const { code } = await codeOf(response)
    return { kind: 'refused', reason: `Discord answered HTTP ${status}${code === undefined ? '' : `, code ${code}`}` }
  }
  const message = created.safeParse(await response.json().catch(() => undefined))
  if (response.ok && message.success) return { kind: 'sent', messageId: message.data.id }
  const askedMs = retryAfterMs(response)
  throw new UnavailableError(
    status === 401 ? 'Discord does not accept the bot token.' : `Discord answered HTTP ${status} to a message.`,
    askedMs === undefined ? {} : { retryAfterMs: askedMs },
  )
}

async function codeOf(response: Response): Promise<{ code?: number }> {
  const parsed = refusal.safeParse(await response.json().catch(() => undefined))
  return parsed.success ? parsed.data : {}
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
