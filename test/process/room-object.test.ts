import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { decodeServerMessage, encodeMessage, type ServerMessage } from '@kaltura-discord/sync'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../activity-client.ts'
import { startWorkerd } from '../workerd.ts'

const root = resolve(import.meta.dirname, '../..')

let folder: string
let runtime: Awaited<ReturnType<typeof startRuntime>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'room-object-'))
  await build({
    entryPoints: [join(root, 'test/room-worker.ts')],
    outfile: join(folder, 'build/worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2023',
    platform: 'neutral',
    conditions: ['@kaltura-discord/source', 'workerd', 'import'],
    logLevel: 'error',
  })
  const config = {
    name: 'room',
    main: 'build/worker.js',
    compatibility_date: '2026-10-01',
    durable_objects: { bindings: [{ name: 'ROOMS', class_name: 'Room' }] },
    migrations: [{ tag: 'v1', new_sqlite_classes: ['Room'] }],
  }
  await writeFile(join(folder, 'wrangler.json'), JSON.stringify(config))
  runtime = await startRuntime()
})
afterAll(async () => {
  await runtime?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Its storage outlives it. */
const startRuntime = () => startWorkerd({ config: join(folder, 'wrangler.json'), state: join(folder, 'state') })

/** Which life of the object this is: another one after it was dropped from memory. */
const life = async () => (await fetch(runtime.url)).text()

async function enter(id: string, tab: number, last?: { epoch: number; seq: number; mark: number; awayMs: number }) {
  const socket = new WebSocket(runtime.url.replace('http', 'ws'))
  const heard: ServerMessage[] = []
  const closed: number[] = []
  socket.addEventListener('message', ({ data }) => {
    const decoded = decodeServerMessage(String(data))
    if (decoded.kind === 'message') heard.push(decoded.message)
  })
  socket.addEventListener('close', ({ code }) => closed.push(code))
  await new Promise((done, fail) => {
    socket.addEventListener('open', done)
    socket.addEventListener('error', fail)
  })
  const say = (message: Parameters<typeof encodeMessage>[0]) => socket.send(encodeMessage(message))
  say({
    type: 'hello',
    protocol: 1,
    ticket: id,
    connection: `00000000-0000-4000-8000-00000000000${tab}`,
    ...(last ? { last } : {}),
  })
  const welcome = await eventually(() => heard.find((message) => message.type === 'welcome'), `the welcome of ${id}`)
  return { heard, closed, say, welcome, close: (code?: number) => socket.close(code) }
}

type Visitor = Awaited<ReturnType<typeof enter>>

const rooms = ({ heard }: Visitor) => heard.filter((message) => message.type === 'room')
const lists = ({ heard }: Visitor) =>
  heard.filter((message) => message.type === 'presence').map(({ members }) => members.map(({ id, present }) => [id, present]))

/** workerd drops what heard nothing for ten seconds. To ask would be to wake it. */
async function untilItSlept(before: string): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    await new Promise((done) => setTimeout(done, 14_000))
    if ((await life()) !== before) return
  }
  throw new Error('the object stayed in memory')
}

describe('a room on workerd', () => {
  test('[DO3] sleeps while two people watch in silence, and wakes with both in the room and the host’s remote in their hand', async () => {
    const ada = await enter('ada', 1)
    const bob = await enter('bob', 2)
    ada.say({ type: 'intent', id: 'play', kind: 'play', positionS: 60 })
    await eventually(() => rooms(bob).at(-1), 'the room playing')
    const [heardByAda, heardByBob] = [ada.heard.length, bob.heard.length]
    await untilItSlept(await life())
    bob.say({ type: 'ping', t0: 1 })
    await eventually(() => bob.heard.find(({ type }) => type === 'pong'), 'the pong')
    ada.say({ type: 'intent', id: 'pause', kind: 'pause', positionS: 75 })
    await eventually(() => rooms(bob).find(({ state }) => !state.timeline.playing), 'the room standing')

    expect(bob.heard.slice(heardByBob).map(({ type }) => type)).toEqual(['pong', 'room'])
    expect(ada.heard.slice(heardByAda).map(({ type }) => type)).toEqual(['room'])
    expect(rooms(bob).map(({ epoch, seq, state }) => [epoch, seq, state.hostId])).toEqual([
      [1, 3, 'ada'],
      [1, 4, 'ada'],
    ])
    expect([ada.closed, bob.closed]).toEqual([[], []])
  })

  test('[DO5] gives a seat up by its alarm, eight seconds after a connection was lost', async () => {
    const cem = await enter('cem', 3)
    const eve = await enter('eve', 4)
    const before = Date.now()
    eve.close()
    await eventually(() => lists(cem).find((list) => list.some(([id, present]) => id === 'eve' && !present)), 'eve away')
    await eventually(
      () =>
        lists(cem)
          .at(-1)
          ?.every(([id]) => id !== 'eve')
          ? true
          : undefined,
      'eve gone',
    )

    expect(Date.now() - before).toBeGreaterThan(7_900)
  })

  test('[DO4] goes on where it was in a new epoch when the runtime was killed, and says so', async () => {
    const dan = await enter('dan', 5)
    const { epoch, seq, mark, state } = dan.welcome.room
    await runtime.stop()
    runtime = await startRuntime()
    const ada = await enter('ada', 1, { epoch, seq, mark, awayMs: 2000 })

    expect(ada.welcome).toMatchObject({ gap: 'restored', room: { epoch: epoch + 1, state: { hostId: 'ada', timeline: state.timeline } } })
  })
})
