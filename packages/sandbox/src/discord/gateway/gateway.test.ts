import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Sandbox } from '../../running-sandbox.ts'
import { startDiscord } from '../../testing/discord-under-test.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import { channelId, eventually, type Json, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

/** A bare client, to see the protocol itself. */
function connect({ discord }: Pick<Sandbox, 'discord'>, query = '?v=10&encoding=json') {
  const socket = new WebSocket(`${discord.gateway.url}${query}`)
  const heard: Json[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  onTestFinished(() => socket.terminate())
  return {
    socket,
    heard,
    closed: once(socket, 'close').then(([code]) => Number(code)),
    send: (payload: unknown) => socket.send(JSON.stringify(payload)),
    hear: (name: string | number) =>
      eventually(() => heard.find((payload) => payload.t === name || (payload.t === null && payload.op === name))),
  }
}

const identify = ({ discord }: Pick<Sandbox, 'discord'>, change: object = {}) => ({
  op: 2,
  d: { token: discord.secrets.botToken, intents: 513, properties: {}, ...change },
})

describe('the gateway', () => {
  test('says hello, answers heartbeats, and tells a bot that identified of its guilds', async () => {
    const { sandbox } = await startSandbox()
    const client = connect(sandbox)
    const hello = await client.hear(10)

    client.send({ op: 1, d: null })
    await client.hear(11)
    client.send(identify(sandbox))
    const ready = await client.hear('READY')
    const guild = await client.hear('GUILD_CREATE')

    expect(hello.d.heartbeat_interval).toBeGreaterThan(10_000)
    expect(ready).toMatchObject({
      s: 1,
      d: {
        v: 10,
        guilds: [
          { id: guild.d.id, unavailable: true },
          { id: cast.filmClub.id, unavailable: true },
        ],
        resume_gateway_url: sandbox.discord.gateway.url,
        application: { id: cast.applicationId, flags: expect.any(Number), flags_new: expect.stringMatching(/^\d+$/) },
      },
    })
    expect(guild.d).toMatchObject({ hub_type: null, preferred_locale: 'en-US' })
    expect(guild.d.channels.map((channel: { name: string }) => channel.name)).toEqual(expect.arrayContaining(['watch-party', 'staff-only']))
  })

  test.each([
    ['a wrong token', 4004, { op: 2, d: { token: 'x', intents: 0 } }],
    ['an impossible shard', 4010, 'shard'],
    ['impossible intents', 4013, 'intents'],
    ['a payload before it identified', 4003, { op: 3, d: {} }],
    ['an opcode that does not exist', 4001, { op: 99, d: {} }],
    ['something else than JSON', 4002, 'noise'],
  ])('closes on %s with %i', async (_, code, what) => {
    const { sandbox } = await startSandbox()
    const client = connect(sandbox)
    await client.hear(10)
    const said = { shard: identify(sandbox, { shard: [2, 2] }), intents: identify(sandbox, { intents: 2 ** 40 }), noise: undefined }

    if (what === 'noise') client.socket.send('{')
    else client.send(what === 'shard' || what === 'intents' ? said[what] : what)

    expect(await client.closed).toBe(code)
  })

  test.each([
    [4002, 4_097],
    [1009, 65_537],
  ])('closes with %i on a payload of %i bytes', async (code, bytes) => {
    const { sandbox } = await startSandbox()
    const client = connect(sandbox)
    await client.hear(10)
    const around = JSON.stringify({ op: 1, d: null, x: '' }).length

    client.send({ op: 1, d: null, x: 'x'.repeat(4_096 - around) })
    await client.hear(11)
    client.send({ op: 1, d: null, x: 'x'.repeat(bytes - around) })

    expect(await client.closed).toBe(code)
  })

  test('closes on a second identify', async () => {
    const { sandbox } = await startSandbox()
    const client = connect(sandbox)
    await client.hear(10)
    client.send(identify(sandbox))
    await client.hear('READY')

    client.send(identify(sandbox))

    expect(await client.closed).toBe(4005)
  })

  test('keeps a connection as long as it sends heartbeats', async () => {
    const clock = createManualClock()
    const { sandbox } = await startSandbox({ clock })
    const client = connect(sandbox)
    await client.hear(10)
    const beatAfter = async (ms: number, times: number) => {
      clock.advance(ms)
      client.send({ op: 1, d: null })
      await eventually(() => client.heard.filter((payload) => payload.op === 11).length === times)
    }

    await beatAfter(41_250, 1)
    await beatAfter(41_250, 2)
    clock.advance(41_250)

    expect(client.socket.readyState).toBe(WebSocket.OPEN)
  })

  test('of two shards tells only the one that the guild belongs to', async () => {
    const under = await startDiscord({ shards: 2 })
    const { discord, api } = under
    const authorization = `Bot ${discord.secrets.botToken}`
    const told = await under.fetch(`${api}/gateway/bot`, { headers: { authorization } })
    const { shards } = (await told.json()) as Json
    const home = Number((BigInt(cast.guild.id) >> 22n) % 2n)
    const [own, other] = [connect({ discord }), connect({ discord })]
    await Promise.all([own.hear(10), other.hear(10)])
    own.send(identify({ discord }, { shard: [home, shards] }))
    other.send(identify({ discord }, { shard: [1 - home, shards] }))
    await Promise.all([own.hear('GUILD_CREATE'), other.hear('GUILD_CREATE')])

    await under.fetch(`${api}/channels/${channelId}/messages`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'x' }),
    })
    await own.hear('MESSAGE_CREATE')
    other.send({ op: 1, d: null })
    await other.hear(11)

    expect(shards).toBe(2)
    expect((await other.hear('READY')).d).toMatchObject({ shard: [1 - home, 2], guilds: [{ id: cast.filmClub.id }] })
    expect(other.heard.map((payload) => payload.t)).toEqual([null, 'READY', 'GUILD_CREATE', null])
  })

  test('closes a connection without heartbeats', async () => {
    const clock = createManualClock()
    const { sandbox } = await startSandbox({ clock })
    const client = connect(sandbox)
    await client.hear(10)

    clock.advance(90_000)

    expect(await client.closed).toBe(4009)
  })

  test('replays what came after the last sequence, in order, once', async () => {
    const { sandbox, rest } = await startSandbox()
    const first = connect(sandbox)
    await first.hear(10)
    first.send(identify(sandbox))
    const ready = await first.hear('READY')
    await first.hear('GUILD_CREATE')
    sandbox.discord.gateway.drop()
    await first.closed
    await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'missed' } })

    const second = connect(sandbox)
    await second.hear(10)
    second.send({ op: 6, d: { token: sandbox.environment.DISCORD_BOT_TOKEN, session_id: ready.d.session_id, seq: 3 } })
    await second.hear('RESUMED')

    expect(second.heard.slice(1).map((payload) => [payload.t, payload.s])).toEqual([
      ['MESSAGE_CREATE', 4],
      ['RESUMED', 5],
    ])
  })

  test('calls a session invalid that is unknown, or ended by a normal close', async () => {
    const { sandbox } = await startSandbox()
    const first = connect(sandbox)
    await first.hear(10)
    first.send(identify(sandbox))
    const ready = await first.hear('READY')
    first.socket.close(1000)
    await eventually(() => !sandbox.state().bot.online)

    const second = connect(sandbox)
    await second.hear(10)
    second.send({ op: 6, d: { token: sandbox.environment.DISCORD_BOT_TOKEN, session_id: ready.d.session_id, seq: 1 } })

    expect((await second.hear(9)).d).toBe(false)
    second.send(identify(sandbox))
    await second.hear('READY')
  })

  test('tells of messages only those who asked for them', async () => {
    const { sandbox, rest } = await startSandbox()
    const client = connect(sandbox)
    await client.hear(10)
    client.send(identify(sandbox, { intents: 1 }))
    await client.hear('GUILD_CREATE')

    await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'x' } })
    client.send({ op: 8, d: { guild_id: sandbox.state().guild.id, query: '', limit: 0 } })
    const chunk = await client.hear('GUILD_MEMBERS_CHUNK')

    expect(chunk.s).toBe(4)
    expect(chunk.d.members).toHaveLength(5)
  })
})
