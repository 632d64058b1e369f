import { describe, expect, test } from 'vitest'
import { startDiscord } from '../../testing/discord-under-test.ts'
import { createManualClock } from '../../testing/manual-clock.ts'

async function withLimit() {
  const clock = createManualClock()
  const { discord, api, fetch: watched } = await startDiscord({ clock, invalidRequestLimit: 3 })
  // What Cloudflare answers is not Discord's, so the description has no word for it.
  const ask = (authorization: string, fetcher = watched) => fetcher(`${api}/users/@me`, { headers: { authorization } })
  return { clock, good: `Bot ${discord.secrets.botToken}`, ask }
}

describe('invalid requests', () => {
  test('shut even good ones out when there were too many, until ten minutes after the first', async () => {
    const { clock, good, ask } = await withLimit()
    await ask(good)
    clock.advance(300_000)
    await ask('Bot wrong')
    clock.advance(60_000)
    await ask('Bot wrong')
    const before = await ask(good)
    await ask('Bot wrong')

    const banned = await ask(good, fetch)
    clock.advance(9 * 60_000)
    const after = await ask(good)

    expect([before.status, banned.status, after.status]).toEqual([200, 429, 200])
    expect([banned.headers.get('retry-after'), banned.headers.get('via'), await banned.text()]).toEqual(['540', null, 'error code: 1015'])
  })

  test('are forgotten when they are fewer in ten minutes', async () => {
    const { clock, good, ask } = await withLimit()
    await ask('Bot wrong')
    await ask('Bot wrong')
    clock.advance(10 * 60_000)
    await ask('Bot wrong')

    expect((await ask(good)).status).toBe(200)
  })
})
