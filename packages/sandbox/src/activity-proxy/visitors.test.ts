import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { ClientChange } from '../discord/client-settings.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'

const kept = 'SameSite=None; Secure; Partitioned; Path=/'

/** A sandbox in which Mara and Tom have the activity of this server open. */
async function watching(answer: (request: IncomingMessage, response: ServerResponse) => void, change: ClientChange = {}) {
  const clock = createManualClock()
  const log: string[] = []
  const { sandbox } = await startSandbox({ clock, log: (line) => log.push(line) })
  const server = createServer(answer).listen(0, '127.0.0.1')
  const rooms = new WebSocketServer({ server })
  rooms.on('connection', (room) => room.on('message', (data) => room.send(`echo ${data}`)))
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  sandbox.setActivityTarget(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
  sandbox.as('member').client(change)
  sandbox.discord.instances.launch(manager, channelId)
  sandbox.discord.instances.launch(member, channelId)
  const [mara = '', tom = ''] = sandbox.state().instances[0]?.frames.map(({ url }) => new URL(url).origin) ?? []
  return { sandbox, clock, log, mara, tom }
}

const echo = ({ headers }: IncomingMessage, response: ServerResponse): void => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(headers))
}
const read = async (url: string, headers: Record<string, string> = {}) => (await fetch(url, { headers })).json()

describe('cookies of an activity', () => {
  test('belong to one person, come back on requests and sockets, and never reach the browser', async () => {
    const { mara, tom } = await watching((request, response) => {
      if (request.url === '/sign-in') response.setHeader('set-cookie', [`who=mara; ${kept}`])
      echo(request, response)
    })
    const signedIn = await fetch(`${mara}/sign-in`)

    expect(signedIn.headers.getSetCookie()).toEqual([])
    expect([(await read(mara)).cookie, (await read(tom)).cookie]).toEqual(['who=mara', undefined])
    expect((await read(tom, { cookie: 'who=mara' })).cookie).toBeUndefined()
  })

  test('that no browser would keep there are dropped, which is said once and without their value', async () => {
    const { mara, log } = await watching((_, response) => void response.setHeader('set-cookie', 'sid=secret; SameSite=Lax').end('{}'))
    await read(mara)
    await read(mara)

    expect(log.filter((line) => line.includes('cookie'))).toEqual([
      'The cookie sid was dropped: in Mara’s Discord only cookies with SameSite=None, Secure and Partitioned survive, at most 4,096 characters long.',
    ])
  })
})

test('a target hears of one origin only, whoever’s door it was', async () => {
  const { sandbox, tom } = await watching((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: `${sandbox.activityOrigin}/there` }).end()
    else echo(request, response)
  })
  const seen = await read(tom, { origin: tom, referer: `${tom}/watch?x=1` })
  const moved = await fetch(`${tom}/moved`, { redirect: 'manual' })

  expect([seen.origin, seen.referer]).toEqual([sandbox.activityOrigin, `${sandbox.activityOrigin}/watch?x=1`])
  expect(moved.headers.get('location')).toBe(`${tom}/there`)
})

describe('the network of one person', () => {
  test('delays their requests both ways, and nobody else’s', async () => {
    const { clock, mara, tom } = await watching(echo, { network: { delayMs: 400, jitterMs: 0, lossPercent: 0, offline: false } })
    const answers: string[] = []
    const slow = fetch(tom).then(() => answers.push('tom'))
    await fetch(mara)
    const start = clock.now()
    await eventually(() => {
      clock.advance(1)
      return answers.length > 0
    })

    await slow
    expect(clock.now() - start).toBeGreaterThanOrEqual(800)
  })

  test('delays an open WebSocket as soon as it gets worse', async () => {
    const { sandbox, clock, tom } = await watching(echo)
    const socket = new WebSocket(tom.replace('http', 'ws'))
    const heard: string[] = []
    socket.on('message', (data) => heard.push(String(data)))
    await once(socket, 'open')
    socket.send('quick')
    await eventually(() => heard.length === 1)
    sandbox.as('member').client({ network: { delayMs: 300, jitterMs: 0, lossPercent: 0, offline: false } })
    socket.send('slow')
    const start = clock.now()
    await eventually(() => {
      clock.advance(1)
      return heard.length === 2
    })

    expect(heard).toEqual(['echo quick', 'echo slow'])
    expect(clock.now() - start).toBeGreaterThanOrEqual(600)
    socket.terminate()
  })

  test('that is offline breaks what is open and refuses what is new, until it is back', async () => {
    const { sandbox, mara, tom } = await watching(echo)
    const socket = new WebSocket(tom.replace('http', 'ws'))
    await once(socket, 'open')
    sandbox.as('member').client({ network: 'offline' })
    await once(socket, 'close')

    await expect(fetch(tom)).rejects.toThrow()
    expect((await fetch(mara)).status).toBe(200)
    sandbox.as('member').client({ network: 'good' })
    expect((await fetch(tom)).status).toBe(200)
  })
})

describe('the clock of one person', () => {
  test('comes with their pages and no other answer, under a policy that is none the laxer', async () => {
    const page = (request: IncomingMessage, response: ServerResponse): void => {
      response.setHeader('content-type', request.url === '/' ? 'text/html' : 'text/css').setHeader('content-length', '13')
      response.end('<head></head>')
    }
    const { mara, tom } = await watching(page, { clockOffsetMs: 5_000 })
    const [toms, style, maras] = [await fetch(`${tom}/`), await fetch(`${tom}/a.css`), await fetch(`${mara}/`)]
    const script = await fetch(`${tom}/.sandbox/clock.js?ahead=5000`)

    expect(await toms.text()).toBe('<head><script src="/.sandbox/clock.js?ahead=5000"></script></head>')
    expect([await style.text(), await maras.text()]).toEqual(['<head></head>', '<head></head>'])
    expect(toms.headers.get('content-security-policy')).toBe(
      maras.headers.get('content-security-policy')?.replaceAll(mara.slice(7), tom.slice(7)),
    )
    expect([script.headers.get('content-type'), (await script.text()).includes('5000')]).toEqual(['text/javascript; charset=utf-8', true])
  })
})
