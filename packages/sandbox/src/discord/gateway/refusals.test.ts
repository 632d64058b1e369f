import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startDiscord } from '../../testing/discord-under-test.ts'
import { eventually, type Json } from '../../testing/sandbox-under-test.ts'
import type { Discord } from '../discord.ts'

/** A bare client that has sent one payload. */
async function sending({ gateway }: Discord, payload: object) {
  const socket = new WebSocket(gateway.url)
  const heard: Json[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  socket.send(JSON.stringify(payload))
  return { heard, closed: once(socket, 'close').then(([code]) => Number(code)) }
}

const identify = ({ secrets }: Discord, intents = 1) => ({ op: 2, d: { token: secrets.botToken, intents, properties: {} } })

describe('the gateway refuses', () => {
  test('privileged intents that the bot may not have with 4014', async () => {
    const { discord } = await startDiscord()
    discord.store.change((world) => Object.assign(world, { privilegedIntents: false }))

    const { closed } = await sending(discord, identify(discord, 1 << 15))

    expect(await closed).toBe(4014)
  })

  test('to resume from a sequence that was never sent with 4007', async () => {
    const { discord } = await startDiscord()
    const { heard } = await sending(discord, identify(discord))
    const ready = await eventually(() => heard.find(({ t }) => t === 'READY'))

    const resume = { op: 6, d: { token: discord.secrets.botToken, session_id: ready.d.session_id, seq: 999 } }
    const { closed } = await sending(discord, resume)

    expect(await closed).toBe(4007)
  })

  test('who identifies too soon after others with opcode 9, and tells the limit over REST', async () => {
    const { discord, api, fetch } = await startDiscord({ maxConcurrency: 1 })
    await sending(discord, identify(discord))

    const { heard } = await sending(discord, identify(discord))
    const invalid = await eventually(() => heard.find(({ op }) => op === 9))
    const answer = await fetch(`${api}/gateway/bot`, { headers: { authorization: `Bot ${discord.secrets.botToken}` } })

    expect(invalid.d).toBe(false)
    expect((await answer.json()).session_start_limit).toMatchObject({ total: 1_000, remaining: 999, max_concurrency: 1 })
  })
})
