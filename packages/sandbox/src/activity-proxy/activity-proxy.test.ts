import { createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { channelId, eventually, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'

/** A server of the app's own, on a free port. */
async function startTarget(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { server, url: `http://127.0.0.1:${port}` }
}

const echo = (request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ url: request.url, headers: request.headers }))
}

describe('the activity proxy', () => {
  test('gives every page a policy that allows its own origin and Discord’s API only, and forgets its cache headers', async () => {
    const { sandbox } = await startSandbox()
    const target = await startTarget((request, response) => {
      response.setHeader('cache-control', 'max-age=60').setHeader('etag', '"1"')
      response.setHeader('content-type', request.url === '/' ? 'text/html; charset=utf-8' : 'text/javascript').end('hello')
    })
    sandbox.setActivityTarget(target.url)

    const page = await fetch(`${sandbox.activityOrigin}/`)
    const script = await fetch(`${sandbox.activityOrigin}/app.js`)

    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'none'",
        `media-src 'self' blob: ${sandbox.url}/attachments/`,
        `frame-ancestors ${sandbox.url}`,
      ]),
    )
    expect(policy).toContain(`connect-src 'self' ${sandbox.activityOrigin.replace('http', 'ws')} ${sandbox.url}/api/;`)
    expect([page.headers.get('cache-control'), page.headers.get('etag')]).toEqual([null, null])
    expect([script.headers.get('cache-control'), script.headers.get('content-security-policy')]).toEqual(['max-age=60', null])
  })

  test('maps by the longest prefix, cuts it off, and takes /.proxy as an older spelling', async () => {
    const { sandbox } = await startSandbox()
    const [app, api, media] = await Promise.all([startTarget(echo), startTarget(echo), startTarget(echo)])
    sandbox.setActivityTarget(`${app.url}/base/`)
    sandbox.setKalturaHosts({ api: api.url, media: media.url })
    const ask = async (path: string) => (await fetch(sandbox.activityOrigin + path)).json()

    const seen = await Promise.all(
      ['/x?a=1', '/.proxy/x', '/kaltura/api_v3/?b=%2F', '/.proxy/kaltura-media/hls/1.ts', '/kalturas'].map(ask),
    )

    const host = (url: string) => url.replace('http://', '')
    expect(seen.map((one) => [one.headers.host, one.url])).toEqual([
      [host(app.url), '/base/x?a=1'],
      [host(app.url), '/base/x'],
      [host(api.url), '/api_v3/?b=%2F'],
      [host(media.url), '/hls/1.ts'],
      [host(app.url), '/base/kalturas'],
    ])
  })

  test('passes ranges, bodies, statuses and redirects on as they are', async () => {
    const { sandbox } = await startSandbox()
    const target = await startTarget((request, response) => {
      if (request.url === '/moved') return void response.writeHead(302, { location: 'https://elsewhere.example/' }).end()
      if (request.method === 'POST') return void request.pipe(response)
      response.writeHead(206, { 'content-range': 'bytes 2-4/10', 'accept-ranges': 'bytes' }).end(`range ${request.headers.range}`)
    })
    sandbox.setActivityTarget(target.url)

    const part = await fetch(`${sandbox.activityOrigin}/v.mp4`, { headers: { range: 'bytes=2-4' } })
    const moved = await fetch(`${sandbox.activityOrigin}/moved`, { redirect: 'manual' })
    const large = 'x'.repeat(2_000_000)
    const echoed = await fetch(`${sandbox.activityOrigin}/echo`, { method: 'POST', body: large })

    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', 'range bytes=2-4'])
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'https://elsewhere.example/'])
    expect((await echoed.text()).length).toBe(large.length)
  })

  test('joins WebSockets, with their cookies and subprotocol, and hands a refusal back', async () => {
    const { sandbox } = await startSandbox()
    const target = await startTarget(echo)
    const rooms = new WebSocketServer({ noServer: true })
    target.server.on('upgrade', (request, socket, head) => {
      if (request.url === '/no') return socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n')
      rooms.handleUpgrade(request, socket, head, (room) => {
        room.send(`${request.url} ${request.headers.cookie}`)
        room.on('message', (data) => room.send(`echo ${data}`))
      })
    })
    sandbox.setActivityTarget(target.url)
    const address = sandbox.activityOrigin.replace('http', 'ws')

    const socket = new WebSocket(`${address}/.proxy/room?x=1`, ['room.v1'], { headers: { cookie: 'a=b' } })
    const heard: string[] = []
    socket.on('message', (data) => heard.push(String(data)))
    await once(socket, 'open')
    socket.send('hi')
    await eventually(() => heard.length === 2)
    const refused = new WebSocket(`${address}/no`)
    const [error] = await once(refused, 'error')

    expect([socket.protocol, ...heard]).toEqual(['room.v1', '/room?x=1 a=b', 'echo hi'])
    expect(String(error)).toContain('401')
    socket.terminate()
  })

  test('signs whose frame asks, and lets nobody else claim it', async () => {
    const { sandbox } = await startSandbox()
    const target = await startTarget(echo)
    sandbox.setActivityTarget(target.url)
    sandbox.discord.instances.launch(manager, channelId)
    const frame = sandbox.state().instances[0]?.frames[0]

    const forged = { 'x-discord-proxy-payload': 'forged', 'x-signature-ed25519': 'forged' }
    const page = await (await fetch(frame?.url ?? '')).json()
    const asset = await (await fetch(new URL('/api', frame?.url), { headers: { referer: frame?.url ?? '' } })).json()
    const withoutReferer = await (await fetch(new URL('/api', frame?.url))).json()
    const stranger = await (await fetch(`${sandbox.activityOrigin}/api`, { headers: forged })).json()

    const payload = Buffer.from(page.headers['x-discord-proxy-payload'], 'base64')
    const key = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(sandbox.publicKey, 'hex').toString('base64url') },
    })
    expect(verify(null, payload, key, Buffer.from(page.headers['x-signature-ed25519'], 'base64'))).toBe(true)
    expect(JSON.parse(payload.toString())).toMatchObject({ user_id: manager, application_id: sandbox.environment.DISCORD_APPLICATION_ID })
    expect(asset.headers).toHaveProperty('x-signature-timestamp')
    expect(withoutReferer.headers).toHaveProperty('x-signature-timestamp')
    expect(stranger.headers).not.toHaveProperty('x-discord-proxy-payload')
    expect(stranger.headers).not.toHaveProperty('x-signature-ed25519')
  })

  test('keeps cookies on the activity’s origin', async () => {
    const { sandbox } = await startSandbox()
    const target = await startTarget(
      (_, response) => void response.setHeader('set-cookie', ['a=1; Domain=app.example; Path=/', 'b=2']).end(),
    )
    sandbox.setActivityTarget(target.url)

    const { headers } = await fetch(`${sandbox.activityOrigin}/`)

    expect(headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2'])
  })

  test('says in one sentence that the target is down, over HTTP and over WebSocket', async () => {
    const { sandbox } = await startSandbox()
    const gone = await startTarget(echo)
    gone.server.close()
    sandbox.setActivityTarget(gone.url)

    const page = await fetch(`${sandbox.activityOrigin}/`)
    const [error] = await once(new WebSocket(sandbox.activityOrigin.replace('http', 'ws')), 'error')

    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
    expect(await page.text()).toContain('cannot reach the activity’s server')
    expect(String(error)).toContain('502')
  })

  test('refuses a target that is no plain http address', async () => {
    const { sandbox } = await startSandbox()

    expect(() => sandbox.setActivityTarget('file:///etc/passwd')).toThrow('forwards only')
  })
})

test('a frame’s address carries what Discord’s carries, once per person', async () => {
  const { sandbox } = await startSandbox()

  sandbox.discord.instances.launch(manager, channelId)
  const { id } = sandbox.discord.instances.launch(member, channelId)

  const [first, second] = sandbox.state().instances[0]?.frames.map((frame) => new URL(frame.url)) ?? []
  expect(new Set([first?.origin, second?.origin, sandbox.activityOrigin]).size).toBe(3)
  expect(Object.fromEntries(first?.searchParams ?? [])).toMatchObject({
    instance_id: id,
    platform: 'desktop',
    theme: 'dark',
    reduced_motion: 'false',
    channel_id: channelId,
    guild_id: sandbox.state().guild.id,
    location_id: `gc-${sandbox.state().guild.id}-${channelId}`,
  })
  expect(first?.searchParams.has('custom_id')).toBe(false)
  expect(first?.searchParams.get('frame_id')).not.toBe(second?.searchParams.get('frame_id'))
})
