import { once } from 'node:events'
import { type Client, Events } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, startSandbox } from '../testing/sandbox-under-test.ts'

/** A ready bot of discord.js, and how often it resumed or identified. */
async function withBot(options: Parameters<typeof startSandbox>[0] = {}) {
  const under = await startSandbox(options)
  const client = await under.bot()
  const before = under.sandbox.discord.gateway.identifiesLeft
  let resumes = 0
  client.on(Events.ShardResume, () => {
    resumes += 1
  })
  const heard: string[] = []
  client.on(Events.MessageCreate, ({ content }) => heard.push(content))
  return {
    ...under,
    client,
    heard,
    resumed: () => resumes,
    identified: () => before - under.sandbox.discord.gateway.identifiesLeft,
    say: (content: string) => under.rest('POST', `/channels/${channelId}/messages`, { body: { content } }),
  }
}

/** The heartbeat of discord.js, whose own timer waits most of a minute. */
async function beat(client: Client, { asked = true } = {}): Promise<void> {
  // The shards of discord.js are not in its types.
  const { _ws } = client.ws as unknown as { _ws: { strategy: { shards: Map<number, { heartbeat(asked: boolean): Promise<void> }> } } }
  for (const shard of _ws.strategy.shards.values()) await shard.heartbeat(asked)
}

describe('a fault at Discord’s gateway', () => {
  test('drops the connection with a code, and the bot resumes', async () => {
    const { sandbox, resumed, identified } = await withBot()

    sandbox.fault({ place: 'discord-gateway', kind: 'drop', code: 4000, times: 1 })
    await eventually(() => resumed() === 1 && sandbox.state().bot.online)

    expect(identified()).toBe(0)
    expect(sandbox.state().faults).toEqual([])
  })

  test('asks the bot to reconnect by opcode 7, and the bot resumes', async () => {
    const { sandbox, resumed, identified } = await withBot()

    sandbox.fault({ place: 'discord-gateway', kind: 'reconnect', times: 1 })
    await eventually(() => resumed() === 1 && sandbox.state().bot.online)

    expect(identified()).toBe(0)
  })

  test('calls a session invalid that may be resumed, and the bot resumes it', async () => {
    const { sandbox, resumed, identified } = await withBot()

    sandbox.fault({ place: 'discord-gateway', kind: 'invalid-session', resumable: true, times: 1 })
    await eventually(() => resumed() === 1 && sandbox.state().bot.online)

    expect(identified()).toBe(0)
  })

  test('calls a session invalid for good, and the bot identifies anew', async () => {
    const { sandbox, client, resumed, identified } = await withBot()
    // discord.js waits until five seconds after its last identify.
    const ready = once(client, Events.ShardReady)

    sandbox.fault({ place: 'discord-gateway', kind: 'invalid-session', times: 1 })
    await ready

    expect([resumed(), identified()]).toEqual([0, 1])
  })

  test('turns away who identifies while it lasts', async () => {
    const { sandbox } = await startSandbox()
    const lasting = sandbox.fault({ place: 'discord-gateway', kind: 'drop', code: 4009 })
    const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/gateway`)
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)))
    const identify = { token: sandbox.environment.DISCORD_BOT_TOKEN, intents: 1, properties: {} }
    socket.addEventListener('open', () => socket.send(JSON.stringify({ op: 2, d: identify })))

    expect(await closed).toBe(4009)
    lasting.remove()
    expect(sandbox.state().bot.online).toBe(false)
  })

  test('leaves heartbeats unanswered: the bot takes the connection for dead and resumes', async () => {
    const { sandbox, client, resumed } = await withBot()
    sandbox.fault({ place: 'discord-gateway', kind: 'no-heartbeat-ack', times: 1 })

    await beat(client)
    await eventually(() => sandbox.state().faults.length === 0)
    await beat(client, { asked: false })

    await eventually(() => resumed() === 1 && sandbox.state().bot.online)
  })

  test('brings a dispatch late, after those that came later', async () => {
    const clock = createManualClock()
    const { sandbox, heard, say } = await withBot({ clock })
    sandbox.fault({ place: 'discord-gateway', kind: 'late', path: '/MESSAGE_CREATE', delayMs: 5_000, times: 1 })

    await say('first')
    await say('second')
    await eventually(() => heard.length === 1)
    clock.advance(5_000)
    await eventually(() => heard.length === 2)

    expect(heard).toEqual(['second', 'first'])
  })

  test('brings a dispatch twice with one sequence, and only after a resume if that was ordered', async () => {
    const { sandbox, rest } = await startSandbox()
    sandbox.fault({ place: 'discord-gateway', kind: 'duplicate', path: '/resumed/MESSAGE_CREATE', times: 1 })
    const open = () => new WebSocket(`${sandbox.url.replace('http', 'ws')}/gateway`)
    const payloads: { op: number; t: string | null; s: number | null; d: { session_id?: string } }[] = []
    const hear = (socket: WebSocket) => socket.addEventListener('message', ({ data }) => payloads.push(JSON.parse(String(data))))
    const token = sandbox.environment.DISCORD_BOT_TOKEN
    const first = open()
    hear(first)
    first.addEventListener('open', () => first.send(JSON.stringify({ op: 2, d: { token, intents: 513, properties: {} } })))
    const ready = await eventually(() => payloads.find(({ t }) => t === 'READY'))
    await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'once' } })
    const last = await eventually(() => payloads.find(({ t }) => t === 'MESSAGE_CREATE'))
    sandbox.dropGateway()
    await eventually(() => !sandbox.state().bot.online)
    await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'twice' } })
    payloads.length = 0

    const second = open()
    hear(second)
    const resume = { token, session_id: ready.d.session_id, seq: last.s }
    second.addEventListener('open', () => second.send(JSON.stringify({ op: 6, d: resume })))
    await eventually(() => payloads.some(({ t }) => t === 'RESUMED'))

    const sequence = (last.s ?? 0) + 1
    expect(payloads.slice(1).map(({ t, s }) => [t, s])).toEqual([
      ['MESSAGE_CREATE', sequence],
      ['MESSAGE_CREATE', sequence],
      ['RESUMED', sequence + 1],
    ])
  })

  test('makes the connection half-open: what is said vanishes and nobody is told, until its end resets it and the bot resumes', async () => {
    const { sandbox, client, heard, say, resumed } = await withBot()
    const broken = sandbox.fault({ place: 'discord-gateway', kind: 'half-open' })
    await say('lost for now')
    await beat(client)
    const meanwhile = { online: sandbox.state().bot.online, heard: [...heard], ready: client.isReady() }

    broken.remove()

    expect(meanwhile).toEqual({ online: true, heard: [], ready: true })
    await eventually(() => resumed() === 1 && heard.includes('lost for now'))
  })
})
