import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../discord/clock.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { eventually, startSandbox } from '../testing/sandbox-under-test.ts'

/** The app's own server behind the proxy: `{"well":true}` to every request, and an echo on every WebSocket. */
async function withApp(clock?: Clock) {
  const { sandbox } = await startSandbox(clock ? { clock } : {})
  const server = createServer((_, response) => void response.setHeader('content-type', 'application/json').end('{"well":true}'))
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(String(data))))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  sandbox.setActivityTarget(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  const dial = (path: string) => {
    const socket = new WebSocket(sandbox.activityOrigin.replace('http', 'ws') + path)
    onTestFinished(() => socket.terminate())
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    const failed = new Promise<string>((resolve) => socket.on('error', (error) => resolve(error.message)))
    return { socket, closed, failed }
  }
  return {
    sandbox,
    get: (path: string) => fetch(sandbox.activityOrigin + path),
    dial,
    async join(path: string) {
      const dialled = dial(path)
      await once(dialled.socket, 'open')
      return dialled
    },
    listening: sockets,
  }
}

const answersTo = async (socket: WebSocket, text: string): Promise<string> => {
  socket.send(text)
  const [data] = await once(socket, 'message')
  return String(data)
}

describe('a fault at the activity proxy', () => {
  test('plays a server that is down, slow to speak, or speaks nonsense', async () => {
    const { sandbox, get } = await withApp()
    sandbox.fault({ place: 'activity-proxy', kind: 'status', status: 502, times: 1 })
    sandbox.fault({ place: 'activity-proxy', kind: 'broken-json', times: 1 })
    sandbox.fault({ place: 'activity-proxy', kind: 'cut', times: 1 })

    const down = await get('/api')
    const broken = await get('/api')
    const cut = await get('/api')

    expect([down.status, down.headers.get('content-type'), broken.status]).toEqual([502, 'text/html; charset=utf-8', 200])
    await expect(broken.json()).rejects.toThrow(SyntaxError)
    await expect(cut.text()).rejects.toThrow('terminated')
    expect(await (await get('/api')).json()).toEqual({ well: true })
  })

  test('cuts the WebSockets that are open, oldest first and only of its path, and lets them come back', async () => {
    const { sandbox, join, listening } = await withApp()
    const first = await join('/room?ks=secret')
    const other = await join('/other')
    const second = await join('/room')
    const third = await join('/room')

    sandbox.fault({ place: 'activity-proxy', kind: 'cut', path: '/room', times: 2 })

    expect(await Promise.all([first.closed, second.closed])).toEqual([1006, 1006])
    expect(await Promise.all([answersTo(other.socket, 'a'), answersTo(third.socket, 'b')])).toEqual(['a', 'b'])
    expect(sandbox.state().faults).toEqual([])
    await eventually(() => listening.clients.size === 2)
    expect(await answersTo((await join('/room')).socket, 'back')).toBe('back')
  })

  test('keeps WebSockets out for as long as it lasts', async () => {
    const { sandbox, dial, join } = await withApp()
    const cut = sandbox.fault({ place: 'activity-proxy', kind: 'cut' })
    const hungUp = await dial('/room').failed
    cut.remove()
    const status = sandbox.fault({ place: 'activity-proxy', kind: 'status', status: 503 })
    const refused = await dial('/room').failed
    status.remove()

    expect(hungUp).toContain('socket hang up')
    expect(refused).toContain('503')
    expect(await answersTo((await join('/room')).socket, 'x')).toBe('x')
  })

  test('makes a WebSocket wait, and loses nothing that it said meanwhile', async () => {
    const clock = createManualClock()
    const { sandbox, get, dial, listening } = await withApp(clock)
    sandbox.fault({ place: 'activity-proxy', kind: 'slow', delayMs: 5_000, times: 1 })
    const { socket } = dial('/room')
    await eventually(() => sandbox.state().faults.length === 0)
    const opened = once(socket, 'open')

    clock.advance(4_999)
    await get('/')
    const before = [socket.readyState, listening.clients.size]
    clock.advance(1)
    await opened

    expect(before).toEqual([WebSocket.CONNECTING, 0])
    expect(await answersTo(socket, 'x')).toBe('x')
  })

  test('makes WebSockets half-open: what is said is lost and nobody is told, until it ends and they are reset', async () => {
    const clock = createManualClock()
    const { sandbox, join, dial } = await withApp(clock)
    const first = await join('/room')
    const other = await join('/room')
    const heard: string[] = []
    first.socket.on('message', (data) => heard.push(String(data)))

    sandbox.fault({ place: 'activity-proxy', kind: 'half-open', path: '/room', times: 1, forMs: 30_000 })
    first.socket.send('lost')
    expect(await answersTo(other.socket, 'well')).toBe('well')
    clock.advance(29_999)
    expect(await answersTo(other.socket, 'still well')).toBe('still well')
    const before = [first.socket.readyState, ...heard]
    clock.advance(1)

    expect(await first.closed).toBe(1006)
    expect(before).toEqual([WebSocket.OPEN])
    const lasting = sandbox.fault({ place: 'activity-proxy', kind: 'half-open' })
    const unanswered = dial('/room')
    expect(other.socket.readyState).toBe(WebSocket.OPEN)
    lasting.remove()
    expect(await other.closed).toBe(1006)
    unanswered.socket.terminate()
    expect(await answersTo((await join('/room')).socket, 'back')).toBe('back')
  })

  test('is not spent on a WebSocket by broken JSON, which has no JSON to break', async () => {
    const { sandbox, join } = await withApp()
    sandbox.fault({ place: 'activity-proxy', kind: 'broken-json', times: 1 })

    expect(await answersTo((await join('/room')).socket, 'x')).toBe('x')
    expect(sandbox.state().faults).toHaveLength(1)
  })

  test('leaves no socket behind when the sandbox closes while one waits', async () => {
    const { sandbox, dial } = await withApp(createManualClock())
    sandbox.fault({ place: 'activity-proxy', kind: 'slow', times: 1 })
    const waiting = dial('/room')
    await eventually(() => sandbox.state().faults.length === 0)

    await sandbox.close()

    expect(await waiting.failed).toContain('socket hang up')
  })
})
