import { once } from 'node:events'
import { createServer } from 'node:http'
import { Events } from 'discord.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { channelId, eventually, startSandbox } from '../testing/sandbox-under-test.ts'
import { type WireEntry, wireAnswer } from './wire-entry.ts'

const exchanges = (entries: readonly WireEntry[]) => entries.flatMap((entry) => (entry.kind === 'exchange' ? [entry] : []))
const frames = (entries: readonly WireEntry[]) => entries.flatMap((entry) => (entry.kind === 'frame' ? [entry] : []))

describe('the wire inspector', () => {
  test('shows a bot’s requests with their bodies and its gateway frames, and no token', async () => {
    const { sandbox, bot, rest } = await startSandbox()
    const client = await bot()
    const heard = once(client, Events.MessageCreate)

    await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'hello' } })
    await heard
    const posted = await eventually(() => exchanges(sandbox.wire.entries()).find(({ method }) => method === 'POST'))

    expect(posted).toMatchObject({ wire: 'discord-rest', address: `/api/v10/channels/${channelId}/messages`, status: 200 })
    expect(posted.request).toEqual({ headers: expect.objectContaining({ authorization: '[redacted]' }), body: '{"content":"hello"}' })
    expect(JSON.parse(posted.response.body ?? '')).toMatchObject({ content: 'hello' })
    expect(frames(sandbox.wire.entries()).map(({ direction, name }) => `${direction} ${name}`)).toEqual(
      expect.arrayContaining(['out Hello', 'in Identify', 'out READY', 'out GUILD_CREATE', 'out MESSAGE_CREATE']),
    )
    expect(JSON.stringify(sandbox.wire.entries())).not.toContain(sandbox.environment.DISCORD_BOT_TOKEN)
  })

  test('shows what a fault made of an answer', async () => {
    const { sandbox, rest } = await startSandbox()
    sandbox.fault({ place: 'discord-rest', kind: 'status', status: 502, times: 1 })
    sandbox.fault({ place: 'discord-rest', kind: 'cut', times: 1 })

    await rest('GET', '/users/@me')
    await fetch(`${sandbox.url}/api/v10/gateway`).then((answer) => answer.text().catch(() => ''))

    expect(await eventually(() => exchanges(sandbox.wire.entries()).length === 2)).toBe(true)
    expect(exchanges(sandbox.wire.entries()).map(({ status }) => status)).toEqual([502, null])
  })

  test('never shows an interaction’s token, nor a secret of Kaltura’s or a KS, whoever says them', async () => {
    const { sandbox, bot, control } = await startSandbox({ kaltura: true })
    const { kaltura } = sandbox
    if (!kaltura) throw new TypeError('The sandbox was started with a Kaltura.')
    const client = await bot()
    const command = await client.application.commands.create({ name: 'ping', description: 'Pong' })
    const answered = once(client, Events.InteractionCreate).then(async ([interaction]) => {
      await interaction.deferReply()
      await interaction.editReply('pong')
      return interaction.token as string
    })
    await control('POST', `/members/${sandbox.state().members[0]?.userId}/commands`, { channelId, commandId: command.id, options: [] })
    const token = await answered
    const api = async (service: string, action: string, params: object) =>
      (await fetch(`${kaltura.apiUrl}/api_v3/service/${service}/action/${action}`, { method: 'POST', body: JSON.stringify(params) })).json()
    const { ks } = await api('session', 'startWidgetSession', { widgetId: '_102' })
    await api('session', 'get', { ks, note: `${kaltura.adminSecret} ${kaltura.appToken.token}` })
    await fetch(`${kaltura.apiUrl}/p/102/sp/10200/playManifest/entryId/0_welc0me1/ks/${ks}/format/applehttp/a.m3u8`)
    await eventually(() => exchanges(sandbox.wire.entries()).filter(({ wire }) => wire === 'kaltura-api').length === 3)

    const shown = JSON.stringify(sandbox.wire.entries())
    const secrets = [
      token,
      ks,
      kaltura.adminSecret,
      kaltura.appToken.token,
      kaltura.notificationSecret,
      ...Object.values(sandbox.discord.secrets),
    ]
    expect(secrets.filter((secret) => typeof secret === 'string' && secret !== sandbox.publicKey && shown.includes(secret))).toEqual([])
    expect(shown).toContain('pong')
    expect(shown).toContain('/callback')
  })

  test('shows only the heads of what passes the activity’s proxy, WebSockets included', async () => {
    const { sandbox } = await startSandbox()
    const server = createServer((_, response) => void response.setHeader('set-cookie', 'sid=abcdefgh').end('{"private":"words"}'))
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`${data}${data}`)))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => {
      server.close()
      server.closeAllConnections()
    })
    const address = server.address()
    sandbox.setActivityTarget(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    await fetch(`${sandbox.activityOrigin}/api?discord_proxy_ticket=ticket-of-tom`, { method: 'POST', body: 'private words' })
    const socket = new WebSocket(`${sandbox.activityOrigin.replace('http', 'ws')}/room?token=abcdefgh`)
    onTestFinished(() => socket.terminate())
    await once(socket, 'open')
    socket.send('private')
    await once(socket, 'message')

    const shown = sandbox.wire.entries()
    expect(exchanges(shown)).toMatchObject([
      { wire: 'activity-proxy', address: '/api?discord_proxy_ticket=[redacted]', request: { body: null }, response: { body: null } },
    ])
    expect(frames(shown).map(({ direction, name, bytes, body }) => [direction, name, bytes, body])).toEqual([
      ['in', 'text /room', 7, null],
      ['out', 'text /room', 14, null],
    ])
    expect(JSON.stringify(shown)).not.toMatch(/private|abcdefgh|ticket-of-tom/)
  })

  test('shows Kaltura’s notifications, whoever answers them and when nobody does', async () => {
    const { sandbox } = await startSandbox({ kaltura: true })
    sandbox.kaltura?.setNotificationTarget({ url: 'http://127.0.0.1:9/hook?token=abcdefgh', token: 'another-secret-token' })

    await sandbox.kaltura?.publishRecording()
    const told = await eventually(() => exchanges(sandbox.wire.entries()).find(({ wire }) => wire === 'kaltura-notifications'))

    expect(told).toMatchObject({ method: 'POST', status: null, address: 'http://127.0.0.1:9/hook?token=[redacted]' })
    expect(told.request.body).toContain('HTTP_ENTRY_STATUS_EQUALS')
    expect(JSON.stringify(told)).not.toMatch(/abcdefgh|another-secret-token/)
  })

  test('gives what is new over the control API, at once or as it comes', async () => {
    const { sandbox, rest, control } = await startSandbox()
    await rest('GET', '/users/@me')
    await eventually(() => sandbox.wire.entries().length === 1)
    const { json } = await control('GET', '/wire?after=0')
    const stopping = new AbortController()
    onTestFinished(() => stopping.abort())
    const stream = await fetch(`${sandbox.url}/sandbox/wire/events?after=1`, { signal: stopping.signal })
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    await rest('GET', '/gateway')
    const event = await reader?.read()

    expect(wireAnswer.parse(json)).toMatchObject({ oldestSeq: 1, entries: [{ seq: 1, address: '/api/v10/users/@me' }] })
    expect(event?.value).toMatch(/^event: wire\ndata: \[\{.*"address":"\/api\/v10\/gateway".*\}\]\nid: 2\n\n$/)
    expect((await control('GET', '/wire?after=1')).json.entries.map(({ seq }: { seq: number }) => seq)).toEqual([2])
  })
})
