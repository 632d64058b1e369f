import { z } from 'zod'

const sent = z.object({ content: z.string(), nonce: z.string() })
const windows = { globalMs: 1_000, globalLimit: 50, channelMs: 5_000, channelLimit: 5 }

/**
 * For tests: a Discord behind `fetch` that takes 50 requests in a second and 5 in five seconds for each channel, says so in its headers, and remembers nonces.
 * It answers after 80 ms.
 */
export function createStrictDiscord({ now, wait }: { now: () => number; wait: (ms: number) => Promise<void> }) {
  const messages: { channelId: string; content: string; nonce: string; atMs: number }[] = []
  const requests: { atMs: number; status: number }[] = []
  const byNonce = new Map<string, number>()
  const used = new Map<string, { count: number; resetsAtMs: number }>()
  const discord = { messages, requests, trouble: undefined as undefined | 'silence' | 'errors', fetch }

  function count(key: string, windowMs: number) {
    const open = used.get(key)
    const window = open && open.resetsAtMs > now() ? open : { count: 0, resetsAtMs: now() + windowMs }
    window.count += 1
    used.set(key, window)
    return window
  }

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const answer = answerTo(String(input), String(init?.body))
    requests.push({ atMs: now(), status: answer?.status ?? 0 })
    await wait(80)
    if (!answer) throw new TypeError('fetch failed')
    return answer
  }

  function answerTo(address: string, body: string): Response | undefined {
    if (discord.trouble === 'silence') return undefined
    if (discord.trouble === 'errors') return new Response('upstream', { status: 503 })
    const channelId = /\/channels\/(\d+)\/messages$/.exec(address)?.[1] ?? ''
    const whole = count('', windows.globalMs)
    const own = count(channelId, windows.channelMs)
    const over = whole.count > windows.globalLimit ? whole : own.count > windows.channelLimit ? own : undefined
    const headers = {
      'x-ratelimit-remaining': `${Math.max(0, windows.channelLimit - own.count)}`,
      'x-ratelimit-reset-after': `${(own.resetsAtMs - now()) / 1000}`,
    }
    if (over) {
      const scope = over === whole ? 'global' : 'user'
      return new Response('{}', {
        status: 429,
        headers: { 'retry-after': `${(over.resetsAtMs - now()) / 1000}`, 'x-ratelimit-scope': scope },
      })
    }
    const { content, nonce } = sent.parse(JSON.parse(body))
    const key = `${channelId} ${nonce}`
    const index = byNonce.get(key) ?? messages.push({ channelId, content, nonce, atMs: now() }) - 1
    byNonce.set(key, index)
    return Response.json({ id: String(1_100_000_000_000_000_000n + BigInt(index)) }, { headers })
  }

  return discord
}
