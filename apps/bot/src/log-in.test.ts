import { createMemorySendLimit } from '@kaltura-discord/core'
import { limitedRest } from '@kaltura-discord/discord'
import { Client, type RESTOptions } from 'discord.js'
import { expect, test } from 'vitest'
import { logIn } from './log-in.ts'

const token = 'MTEwMDAwMDAwMDAwMDAwMDAwMQ.a.secret'

/** A client whose Discord gives this answer. */
function answering(answer: () => Response | Promise<Response>, limit = createMemorySendLimit()): Client {
  const fetch = async () => answer()
  const makeRequest = fetch as unknown as RESTOptions['makeRequest'] // undici's names for what fetch gives
  return new Client({ intents: [], rest: { retries: 0, ...limitedRest({ limit, makeRequest }) } })
}

test.each([
  ['a token that Discord does not know', () => Response.json({ code: 0 }, { status: 401 }), 'bot.token-refused', 'Copy it again'],
  ['a network that is away', () => Promise.reject(new TypeError('fetch failed')), 'upstream.unavailable', 'Check the network'],
])('%s is said in words for the operator, without the token', async (_, answer, code, words) => {
  const failure = await logIn(answering(answer), token).catch((error: unknown) => error)

  expect(failure).toMatchObject({ code, message: expect.stringContaining(words) })
  expect(JSON.stringify(failure)).not.toContain('secret')
})

test('a bot that may send nothing hears why, and not of its network', async () => {
  const limit = createMemorySendLimit({ mostInvalid: 1 })
  await limit.learn(undefined, { status: 403 }, { atMs: Date.now() })
  const failure = logIn(
    answering(() => expect.unreachable(), limit),
    token,
  )

  await expect(failure).rejects.toThrow('more would lead to a ban')
})
