import type { LimitAnswer, SendLimit } from '@kaltura-discord/core'
import { createMemorySendLimit } from '@kaltura-discord/core'
import { describeMessageSink } from '@kaltura-discord/core/testing'
import { cast, createSandbox } from '@kaltura-discord/sandbox'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createDiscordSink } from './discord-sink.ts'

const botToken = 'a bot token that nobody may see'
const hello = { channelId: '1100000000000000077', nonce: 'n-1', body: { content: 'Hello' } }
const edited = { channelId: hello.channelId, messageId: '1100000000000000099', body: { content: 'Hello' } }

describeMessageSink('Discord', async () => {
  const sandbox = await createSandbox({ port: 0, kaltura: false, environment: {} })
  onTestFinished(() => sandbox.close())
  const { DISCORD_BOT_TOKEN: botToken = '' } = sandbox.environment
  const apiUrl = `${sandbox.url}/api/v10`
  const channelId = cast.channels.general.id
  const ask = (method: string, path: string) => fetch(`${apiUrl}${path}`, { method, headers: { authorization: `Bot ${botToken}` } })
  return {
    sink: createDiscordSink({ botToken, apiUrl }),
    channelId,
    noChannelId: '1199999999999999999',
    async texts() {
      const response = await ask('GET', `/channels/${channelId}/messages`)
      const messages = z.array(z.object({ id: z.string(), content: z.string() })).parse(await response.json())
      return Object.fromEntries(messages.toReversed().map(({ id, content }) => [id, content]))
    },
    async remove(messageId) {
      await ask('DELETE', `/channels/${channelId}/messages/${messageId}`)
    },
  }
})

/** A sink whose Discord gives this answer, with what it asked and what the limit heard. */
function scene(answer: () => Response | Promise<Response>, limit: Partial<SendLimit> = {}) {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const learned: [string | undefined, LimitAnswer][] = []
  const waits: number[] = []
  const memory = createMemorySendLimit()
  const sink = createDiscordSink({
    botToken,
    async fetch(input, init) {
      asked.push({ url: String(input), init })
      return answer()
    },
    limit: {
      take: (...asked) => memory.take(...asked),
      learn: async (route, told) => void learned.push([route, told]),
      ...limit,
    },
    now: () => 1_000_000,
    wait: async (ms) => void waits.push(ms),
  })
  return { sink, asked, learned, waits }
}

describe('a message to Discord', () => {
  test('is one request to Discord itself, with its nonce in force', async () => {
    const { sink, asked } = scene(() => Response.json({ id: edited.messageId }))
    await sink.create(hello)

    expect(asked.map(({ url }) => url)).toEqual(['https://discord.com/api/v10/channels/1100000000000000077/messages'])
    expect(JSON.parse(String(asked[0]?.init?.body))).toEqual({ content: 'Hello', nonce: 'n-1', enforce_nonce: true })
  })

  test('waits for its turn, and goes back unsent when that is too far away', async () => {
    const soon = scene(() => Response.json({ id: edited.messageId }), { take: async () => ({ kind: 'go', atMs: 1_000_040 }) })
    const late = scene(() => Response.json({ id: edited.messageId }), { take: async () => ({ kind: 'wait', untilMs: 1_009_000 }) })

    expect((await soon.sink.create(hello)).kind).toBe('sent')
    expect(await late.sink.create(hello)).toEqual({ kind: 'limited', untilMs: 1_009_000 })
    expect([soon.waits, soon.asked.length, late.asked.length]).toEqual([[40], 1, 0])
  })

  test('tells the limit what each answer said, by a route without the message’s id', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '1.234' }
    const { sink, learned } = scene(() => Response.json({ id: edited.messageId }, { headers }))
    await sink.edit(edited)

    expect(learned).toEqual([
      [
        'PATCH /channels/1100000000000000077/messages/:id',
        { status: 200, remaining: 0, resetAfterMs: 1_234, retryAfterMs: undefined, scope: undefined },
      ],
    ])
  })

  test.each([
    ['a route', { 'retry-after': '2', 'x-ratelimit-scope': 'user' }, 'user', 2_000],
    ['everyone', { 'retry-after': '1.5', 'x-ratelimit-scope': 'global', 'x-ratelimit-global': 'true' }, 'global', 1_500],
    ['everyone, by the network before Discord', { 'retry-after': '600' }, 'network', 600_000],
    ['nobody in particular', { 'x-ratelimit-scope': 'shared', 'retry-after': 'soon' }, 'shared', 1_000],
  ])(
    'that meets a 429 of %s waits for its end, and is not sent again before',
    async (_, headers: Record<string, string>, scope, untilMs) => {
      const { sink, asked, learned } = scene(() => new Response('error code: 1015', { status: 429, headers }))

      expect(await sink.create(hello)).toEqual({ kind: 'limited', untilMs: 1_000_000 + untilMs })
      expect([asked.length, learned[0]?.[1].scope]).toEqual([1, scope])
    },
  )

  test.each([400, 403, 404])('that is answered with %i is refused for good', async (status) => {
    const { sink } = scene(() => Response.json({ code: 50013, message: botToken }, { status }))

    expect(await sink.create(hello)).toEqual({ kind: 'refused', reason: `Discord answered HTTP ${status}, code 50013` })
  })

  test.each([10008, 50005])('that is edited and met with code %i is gone', async (code) => {
    const { sink } = scene(() => Response.json({ code, message: '' }, { status: code === 10008 ? 404 : 403 }))

    expect(await sink.edit(edited)).toEqual({ kind: 'gone' })
  })

  test.each([
    ['silence', () => Promise.reject(new TypeError(`fetch failed: Bot ${botToken}`))],
    ['an outage', () => new Response('bad gateway', { status: 502 })],
    ['a token that is not accepted', () => Response.json({ code: 0 }, { status: 401 })],
    ['no message', () => Response.json({ id: 'latest' })],
    ['no JSON', () => new Response('<html>')],
  ])('that meets %s may work later, is asked once, and says no token', async (_, answer) => {
    const { sink, asked } = scene(answer)
    const failure: unknown = await sink.create(hello).catch((error: unknown) => error)

    expect(failure).toMatchObject({ code: 'upstream.unavailable', retryable: true })
    expect(asked).toHaveLength(1)
    expect(`${failure} ${JSON.stringify(failure)} ${String((failure as Error).stack)}`).not.toContain(botToken)
  })

  test('heeds the time that an outage asks for', async () => {
    const { sink } = scene(() => new Response('', { status: 503, headers: { 'retry-after': '30' } }))

    await expect(sink.create(hello)).rejects.toMatchObject({ retryAfterMs: 30_000 })
  })
})
