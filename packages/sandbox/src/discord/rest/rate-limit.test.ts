import { describe, expect, test } from 'vitest'
import { startDiscord } from '../../testing/discord-under-test.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import { cast } from '../cast.ts'

const routes = ['/users/@me', '/gateway/bot', '/applications/@me', `/guilds/${cast.guild.id}`, `/guilds/${cast.guild.id}/roles`]

describe('the global rate limit', () => {
  test('stops a bot after fifty requests in a second, on whatever routes', async () => {
    const clock = createManualClock()
    const { discord, api, fetch } = await startDiscord({ clock })
    const ask = (path: string) => fetch(`${api}${path}`, { headers: { authorization: `Bot ${discord.secrets.botToken}` } })

    const within = await Promise.all(Array.from({ length: 10 }, () => routes.map(ask)).flat())
    const over = await ask('/users/@me')
    const refusal = await over.json()
    clock.advance(1_000)
    const later = await ask('/users/@me')

    expect(new Set(within.map(({ status }) => status))).toEqual(new Set([200]))
    expect(refusal).toEqual({ message: 'You are being rate limited.', code: 0, retry_after: 1, global: true })
    expect([over.status, over.headers.get('x-ratelimit-global'), over.headers.get('x-ratelimit-scope')]).toEqual([429, 'true', 'global'])
    expect(later.status).toBe(200)
  })

  test('does not stop answers to interactions, and counts each caller for itself', async () => {
    const { discord, api, fetch } = await startDiscord({ clock: createManualClock() })
    await Promise.all(
      Array.from({ length: 10 }, () =>
        routes.map((path) => fetch(`${api}${path}`, { headers: { authorization: `Bot ${discord.secrets.botToken}` } })),
      ).flat(),
    )

    const callback = await fetch(`${api}/interactions/1/x/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 5 }),
    })
    const anonymous = await fetch(`${api}/gateway`)

    expect([callback.status, anonymous.status]).toEqual([404, 200])
  })

  test('keeps one bucket name for a route, and a count of its own for each channel', async () => {
    const { discord, api, fetch } = await startDiscord({ clock: createManualClock() })
    const read = (channelId: string) =>
      fetch(`${api}/channels/${channelId}`, { headers: { authorization: `Bot ${discord.secrets.botToken}` } })

    const first = await read(cast.channels.general.id)
    const again = await read(cast.channels.general.id)
    const other = await read(cast.channels.recordings.id)

    expect(first.headers.get('x-ratelimit-bucket')).toBe(other.headers.get('x-ratelimit-bucket'))
    expect([first, again, other].map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['49', '48', '49'])
  })
})
