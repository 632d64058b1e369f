import { type Client, Events, TextChannel } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, type SandboxUnderTest, startSandbox } from '../testing/sandbox-under-test.ts'

/** A ready bot that says something, and counts the answers it gets. */
async function withBot(): Promise<SandboxUnderTest & { client: Client<true>; answers: number[]; say: () => Promise<unknown> }> {
  const under = await startSandbox()
  const client = await under.bot()
  const channel = await client.channels.fetch(channelId)
  if (!(channel instanceof TextChannel)) throw new TypeError('The sandbox has a text channel.')
  const answers: number[] = []
  const { makeRequest } = client.rest.options
  client.rest.options.makeRequest = async (...request) => {
    const response = await makeRequest(...request)
    answers.push(response.status)
    return response
  }
  return { ...under, client, answers, say: () => channel.send('hello') }
}

describe('a real discord.js client', () => {
  test.each([
    ['its route', '/messages'],
    ['everything', ''],
  ])('comes through a storm of 429 for %s, and posts once', async (_, path) => {
    const { sandbox, answers, say } = await withBot()
    sandbox.fault({ place: 'discord-rest', kind: 'rate-limit', path, delayMs: 0, times: 4 })

    await say()

    expect(answers).toEqual([429, 429, 429, 429, 200])
    expect(sandbox.state().messages).toHaveLength(1)
  })

  test('tries again after a 503, and gives up when it lasts', async () => {
    const { sandbox, answers, say } = await withBot()
    sandbox.fault({ place: 'discord-rest', kind: 'status', times: 1 })
    await say()
    const lasting = sandbox.fault({ place: 'discord-rest', kind: 'status', status: 502 })

    await expect(say()).rejects.toMatchObject({ status: 502 })
    lasting.remove()
    await say()

    expect(answers).toEqual([503, 200, 502, 502, 502, 502, 200])
    expect(sandbox.state().messages).toHaveLength(2)
  })

  test('resumes after a drop of the gateway, without identifying again', async () => {
    const { sandbox, client } = await withBot()
    const { identifiesLeft } = sandbox.discord.gateway
    let resumed = 0
    client.on(Events.ShardResume, () => {
      resumed += 1
    })

    sandbox.dropGateway()
    await eventually(() => !sandbox.state().bot.online)
    await eventually(() => resumed === 1 && sandbox.state().bot.online)

    expect(sandbox.discord.gateway.identifiesLeft).toBe(identifiesLeft)
  })
})

describe('a fault at Discord’s REST', () => {
  test('says 429 as Discord does, for one route or for all', async () => {
    const clock = createManualClock()
    const { sandbox, rest } = await startSandbox({ clock })
    sandbox.fault({ place: 'discord-rest', kind: 'rate-limit', path: '/users', delayMs: 1_500, times: 1 })
    sandbox.fault({ place: 'discord-rest', kind: 'rate-limit', delayMs: 1_500, times: 1 })

    const [route, global] = [await rest('GET', '/users/@me'), await rest('GET', '/users/@me')]

    expect(route).toMatchObject({ status: 429, json: { retry_after: 1.5, global: false } })
    expect(Object.fromEntries(route.headers)).toMatchObject({
      'retry-after': '2',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '1.500',
      'x-ratelimit-reset': ((clock.now() + 1_500) / 1_000).toFixed(3),
      'x-ratelimit-scope': 'user',
    })
    expect(global).toMatchObject({ status: 429, json: { retry_after: 1.5, global: true } })
    expect(Object.fromEntries(global.headers)).toMatchObject({ 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' })
  })

  test('says of a shared limit that it is shared, and has a route to tell of', async () => {
    const { sandbox, rest } = await startSandbox()
    sandbox.fault({ place: 'discord-rest', kind: 'rate-limit', scope: 'shared', delayMs: 0, times: 1 })

    const { status, json, headers } = await rest('GET', '/users/@me')

    expect([status, json.global, headers.get('x-ratelimit-scope')]).toEqual([429, false, 'shared'])
    expect([headers.get('x-ratelimit-global'), headers.get('x-ratelimit-bucket')]).toEqual([null, 'fault'])
  })

  test('hits the same requests of a run with the same seed', async () => {
    const run = async () => {
      const { sandbox, rest } = await startSandbox({ seed: 42 })
      sandbox.fault({ place: 'discord-rest', kind: 'status', probability: 0.5 })
      const ask = async () => (await rest('GET', '/users/@me')).status
      const answers = await Array.from({ length: 20 }).reduce<Promise<number[]>>(
        async (before) => [...(await before), await ask()],
        Promise.resolve([]),
      )
      return { seed: sandbox.state().seed, answers }
    }
    const [first, second] = [await run(), await run()]

    expect(first).toEqual(second)
    expect(first.seed).toBe(42)
    expect(new Set(first.answers)).toEqual(new Set([200, 503]))
  })

  test('makes an answer slow by the sandbox’s own clock', async () => {
    const clock = createManualClock()
    const { sandbox, rest } = await startSandbox({ clock })
    sandbox.fault({ place: 'discord-rest', kind: 'slow', delayMs: 60_000, times: 1 })
    let status = 0

    const asked = rest('GET', '/users/@me').then((answer) => {
      status = answer.status
    })
    await eventually(() => sandbox.state().faults.length === 0)
    clock.advance(59_999)
    await rest('GET', '/users/@me')
    const before = status
    clock.advance(1)
    await asked

    expect([before, status]).toEqual([0, 200])
  })

  test('does nothing for someone who did not wait', async () => {
    const clock = createManualClock()
    const { sandbox } = await startSandbox({ clock })
    sandbox.fault({ place: 'discord-rest', kind: 'slow', times: 1 })
    const leaving = new AbortController()
    const asked = fetch(`${sandbox.url}/api/v10/channels/${channelId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${sandbox.environment.DISCORD_BOT_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'too late' }),
      signal: leaving.signal,
    }).catch((error: unknown) => error)
    await eventually(() => sandbox.state().faults.length === 0)

    leaving.abort()
    await asked
    await fetch(`${sandbox.url}/sandbox/health`)
    clock.advance(1_000)
    await fetch(`${sandbox.url}/sandbox/health`)

    expect(sandbox.state().messages).toEqual([])
  })

  test('cuts an answer in its middle, or breaks its JSON', async () => {
    const { sandbox } = await startSandbox()
    const ask = () => fetch(`${sandbox.url}/api/v10/gateway`)
    sandbox.fault({ place: 'discord-rest', kind: 'cut', times: 1 })
    sandbox.fault({ place: 'discord-rest', kind: 'broken-json', times: 1 })

    const cut = await ask()
    await expect(cut.text()).rejects.toThrow('terminated')
    const broken = await ask()
    await expect(broken.json()).rejects.toThrow(SyntaxError)

    expect([cut.status, broken.status, (await ask()).status]).toEqual([200, 200, 200])
  })

  test('looks at the path alone, because a query may hold what nobody should see', async () => {
    const { sandbox, rest } = await startSandbox()
    sandbox.fault({ place: 'discord-rest', kind: 'status', path: 'with_counts' })

    expect((await rest('GET', `/guilds/${sandbox.state().guild.id}?with_counts=true`)).status).toBe(200)
  })

  test('never hits the control API, the page, or a page of someone else', async () => {
    const { sandbox, control } = await startSandbox()
    sandbox.fault({ place: 'discord-rest', kind: 'cut' })
    sandbox.fault({ place: 'discord-rest', kind: 'status', path: '/sandbox', times: 1 })

    const own = await control('GET', '/state')
    const page = await fetch(`${sandbox.url}/`)
    const foreign = await fetch(`${sandbox.url}/api/v10/gateway`, { headers: { origin: 'https://evil.example' } })

    expect([own.status, page.ok || page.status === 404 || page.status === 503, foreign.status]).toEqual([200, true, 403])
    expect(own.json.faults).toHaveLength(2)
  })
})
