import { once } from 'node:events'
import { connect } from 'node:net'
import { type ReadEvent, rawRoutes, serviceToken, streamEvents } from '@kaltura-discord/api'
import { domainEvent } from '@kaltura-discord/core'
import { createMemoryRoomStore } from '@kaltura-discord/sync'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../node/listen.ts'
import { givenParty, place, serverSecret } from '../testing/invited-party.ts'
import type { EventStreamLimits } from './event-streams.ts'

const { guildId } = place
const otherGuild = '1100000000000000019'
const atMs = 1_700_000_000_000

/** A server with a port, and programs that follow its events. */
async function scene(limits: EventStreamLimits = {}) {
  const { server, stores } = await givenParty({ eventStreams: { lookEveryMs: 20, ...limits } })
  const now = () => Date.now()
  const { port, close } = await listen({ server, rooms: { store: createMemoryRoomStore({ now }), now }, port: 0 })
  const ending = new AbortController()
  onTestFinished(async () => {
    ending.abort()
    await close()
  })
  const token = await serviceToken(serverSecret)
  const baseUrl = `http://127.0.0.1:${port}`
  const address = `${baseUrl}${rawRoutes.eventStream.path}`
  let count = 0
  return {
    close,
    token,
    port,
    /** From now on there are always more events, of 10 kB each. */
    flood() {
      stores.subscribers.claim = async () => undefined
      const actor = { kind: 'program', id: 'test' } as const
      const event = { id: 'e', type: 'command.used', guildId, atMs, actor, data: { text: 'x'.repeat(10_000) } }
      stores.events.read = async ({ after }) => Array.from({ length: 100 }, (_, index) => ({ ...event, position: after + index + 1 }))
    },
    publish: (guild: string | undefined = guildId) => {
      count += 1
      const data = { command: 'watch.offer', outcome: 'offered' } as const
      const actor = { kind: 'program', id: 'test' } as const
      return stores.events.publish([domainEvent({ id: `e${count}`, type: 'command.used', guildId: guild, atMs, actor, data })])
    },
    follow: (more: { after?: number; guildId?: string } = {}) =>
      streamEvents({ baseUrl, fetch, token, after: 0, signal: ending.signal, ...more }),
    ask: (query = '', headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
      fetch(`${address}${query}`, { headers, signal: ending.signal }),
  }
}

/** The next `count` events, as positions. */
async function next(stream: AsyncGenerator<ReadEvent>, count: number): Promise<number[]> {
  const positions: number[] = []
  while (positions.length < count) {
    const { value } = await stream.next()
    if (!value) break
    positions.push(value.position)
  }
  return positions
}

test('a program is told what happened before it came, and what happens from then on, in order', async () => {
  const { publish, follow } = await scene()
  await publish()
  await publish()
  const stream = follow()
  const before = await next(stream, 2)
  await publish()
  const { value } = await stream.next()

  expect(before).toEqual([1, 2])
  expect(value).toEqual({
    position: 3,
    id: 'e3',
    type: 'command.used',
    guildId,
    atMs,
    actor: { kind: 'program', id: 'test' },
    data: { command: 'watch.offer', outcome: 'offered' },
  })
})

test('whoever comes back goes on behind the last one that they had, whatever the address says', async () => {
  const { publish, ask, token } = await scene()
  await Promise.all([publish(), publish(), publish()])
  const answer = await ask('?after=1', { authorization: `Bearer ${token}`, 'last-event-id': '2' })
  const lines = await firstLines(answer, /^data: /m)

  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  expect(lines).toMatch(/^id: 3$/m)
  expect(lines).not.toMatch(/^id: [12]$/m)
})

test('of one guild nobody hears another’s', async () => {
  const { publish, follow } = await scene()
  await publish(otherGuild)
  await publish()
  await publish(otherGuild)
  await publish()

  expect(await next(follow({ guildId }), 2)).toEqual([2, 4])
})

test('a silent stream has a comment now and then', async () => {
  const { ask } = await scene({ heartbeatMs: 40 })

  expect(await firstLines(await ask(), /still here[\s\S]*still here/)).toMatch(/^: open\n\n: still here\n\n: still here/)
})

test('more programs than may are told to come back, and one that leaves makes room', async () => {
  const { ask, publish, follow } = await scene({ most: 1 })
  await publish()
  const first = follow()
  await next(first, 1)
  const refused = await ask()
  await first.return()

  expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'events.busy', retryable: true }])
  await expect.poll(async () => (await ask()).status).toBe(200)
})

test('a reader that takes nothing is cut off, and makes room', async () => {
  const { port, token, flood, ask } = await scene({ most: 1, unreadMs: 100 })
  flood()
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.pause()
  socket.on('error', () => undefined)
  socket.write(`GET ${rawRoutes.eventStream.path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`)
  await expect.poll(async () => (await ask()).status).toBe(503)

  await expect.poll(async () => (await ask()).status).toBe(200)
  socket.resume()
  await once(socket, 'close')
})

test('a server that stops ends its streams, and waits for none', async () => {
  const { publish, follow, close } = await scene()
  await publish()
  const stream = follow()
  await next(stream, 1)
  await close()

  expect(await stream.next()).toMatchObject({ done: true })
})

test('what is no position, or not of this kind, is refused; so is whoever has no service token', async () => {
  const { ask, token } = await scene()
  const authorization = `Bearer ${token}`
  const answers = await Promise.all([
    ask('?after=-1'),
    ask('?guildId=x'),
    ask('', { authorization, 'last-event-id': 'now' }),
    ask('', {}),
    ask('', { authorization: 'Bearer other' }),
  ])

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 401, 401])
})

/** What a stream said until it said this. */
async function firstLines(answer: Response, until: RegExp): Promise<string> {
  const reader = answer.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (!until.test(text)) {
    const piece = await reader?.read()
    if (!piece || piece.done) break
    text += decoder.decode(piece.value, { stream: true })
  }
  await reader?.cancel()
  return text
}
