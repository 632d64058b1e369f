import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createApiClient, deliveryRoutes, serviceToken, streamEvents } from '@kaltura-discord/api'
import { recordLaunch } from '@kaltura-discord/discord'
import { decodeKs, ksSecrets } from '@kaltura-discord/kaltura/ks'
import { cast, createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, joinRoom, signIn } from '../activity-client.ts'
import { listenToKaltura } from '../kaltura-ear.ts'
import { settingsVariables } from '../settings-variables.ts'
import { buildWithStandIn } from '../stand-in-build.ts'
import { startWorkerd } from '../workerd.ts'

const root = resolve(import.meta.dirname, '../..')

let sandbox: Sandbox
let kaltura: Awaited<ReturnType<typeof listenToKaltura>>
let folder: string
let worker: Awaited<ReturnType<typeof startWorkerd>>
let url: string
let variables: Record<string, string>

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 })
  folder = await mkdtemp(join(tmpdir(), 'worker-'))
  // Beside nothing else: wrangler reloads the worker whenever a file changes around it, and the database is such a file.
  const outfile = join(folder, 'build/worker.js')
  await buildWithStandIn({ entry: 'apps/server/src/worker.ts', outfile, discordApiUrl: `${sandbox.url}/api`, platform: 'worker' })
  kaltura = await listenToKaltura(sandbox.kaltura?.apiUrl ?? '')
  variables = {
    ...settingsVariables(sandbox),
    KALTURA_SERVICE_URL: kaltura.url,
    URL_MAPPINGS: `/kaltura=${kaltura.url},/kaltura-media=${sandbox.kaltura?.mediaUrl}`,
  }
  worker = await startWorkerd({ config: join(root, 'apps/server/wrangler.jsonc'), main: outfile, state: folder, variables })
  url = worker.url
})
afterAll(async () => {
  await worker?.stop()
  await kaltura?.close()
  await sandbox?.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the server on workerd', () => {
  test('streams what happened to a program that follows it', async () => {
    const token = await serviceToken(variables.SERVER_SECRET ?? '')
    const api = createApiClient({ baseUrl: url, fetch, token: () => token })
    await api.call(deliveryRoutes.pauseDeliveries, { params: { guildId: cast.guild.id } })
    const stream = streamEvents({ baseUrl: url, fetch, token, after: 0, guildId: cast.guild.id })
    const { value: paused } = await stream.next()
    await api.call(deliveryRoutes.resumeDeliveries, { params: { guildId: cast.guild.id } })
    const { value: resumed } = await stream.next()
    await stream.return()

    expect([paused, resumed]).toMatchObject([{ data: { command: 'deliveries.pause' } }, { data: { command: 'deliveries.resume' } }])
  })

  test('writes each link of the audit to its console, as a line of JSON without a secret', async () => {
    const token = await serviceToken(variables.SERVER_SECRET ?? '')
    const api = createApiClient({ baseUrl: url, fetch, token: () => token })
    await api.call(deliveryRoutes.pauseDeliveries, { params: { guildId: cast.guild.id } })
    await api.call(deliveryRoutes.resumeDeliveries, { params: { guildId: cast.guild.id } })
    const [line] = await worker.says(/\{"level":30,.*"seq":2,.*\}/)

    expect(JSON.parse(line)).toMatchObject({
      name: 'kaltura-discord-server',
      guildId: cast.guild.id,
      action: 'command.used',
      hash: expect.stringMatching(/^[\da-f]{64}$/),
      msg: 'a link of the audit',
    })
    expect([token, variables.SERVER_SECRET, variables.KALTURA_ADMIN_SECRET].filter((secret) => line.includes(secret ?? ''))).toEqual([])
  })

  test('answers a launch with a pass, behind which Kaltura hears a viewer KS of that entry; opens the room in a Durable Object, and keeps the programme in D1', async () => {
    // Nobody's bot runs here: the interaction is answered by the test, so the instance is made by hand.
    const instanceId = sandbox.discord.instances.launch(cast.members.member.userId, cast.channels.general.id).id
    const api = createApiClient({ baseUrl: url, fetch, token: () => token })
    const token = await serviceToken(variables.SERVER_SECRET ?? '')
    const member = { userId: cast.members.member.userId, displayName: 'Tom', roleIds: [cast.roles.student.id], permissions: '0' }
    const input = { guildId: cast.guild.id, channelId: cast.channels.general.id, member, locale: 'en' as const }
    expect(await recordLaunch(api, input, { entryId: '0_lec01abc', instanceId })).toEqual({ kind: 'launched' })
    expect(await recordLaunch(api, input, { entryId: '0_lec02abc', instanceId })).toEqual({ kind: 'joined', another: true })

    const tom = await signIn(sandbox, url, 'member')
    const bootstrap = await tom.bootstrap(instanceId)
    const { partnerId, doorPath, ks: pass } = bootstrap.player
    const secrets = ksSecrets({ [partnerId]: variables.KALTURA_ADMIN_SECRET ?? '' })
    expect(await decodeKs(pass, { secrets })).not.toMatchObject({ status: 'OK' })

    kaltura.heard.length = 0
    const manifest = `/p/${partnerId}/sp/${partnerId}00/playManifest/entryId/0_lec01abc/protocol/http/format/applehttp/ks/${pass}/a.m3u8`
    expect(await (await fetch(url + doorPath + manifest)).text()).toContain('#EXTM3U')
    const [said = ''] = kaltura.heard.flatMap((address) => /playManifest.*\/ks\/([^/]+)/.exec(address)?.slice(1) ?? [])
    const decoded = await decodeKs(decodeURIComponent(said), { secrets })
    expect(decoded).toMatchObject({ status: 'OK', content: { type: 0, userId: `discord_${cast.members.member.userId}` } })
    expect(decoded.status === 'OK' && decoded.content.privileges).toContain('sview:0_lec01abc')

    const room = await joinRoom(url, bootstrap)
    await eventually(() => room.heard.find((message) => message.type === 'welcome'), 'the welcome')
    room.send({ type: 'intent', id: 'first', kind: 'play', positionS: 0 })
    await eventually(() => room.heard.find((message) => message.type === 'room' && message.state.timeline.playing), 'the room playing')
    room.close()
    sandbox.discord.instances.leave(cast.members.member.userId, instanceId)
  })

  test('who comes late gets what the room went on to, not what it was launched for', async () => {
    const mara = await signIn(sandbox, url, 'manager')
    const instanceId = sandbox.discord.instances.launch(cast.members.manager.userId, cast.channels.general.id).id
    await mara.start(instanceId, '0_lec01abc')
    const room = await joinRoom(url, await mara.bootstrap(instanceId))
    await eventually(() => room.heard.find((message) => message.type === 'welcome'), 'the welcome')
    room.send({ type: 'intent', id: 'first', kind: 'suggest', mediaId: '0_lec02abc' })
    const queued = await eventually(
      () => room.heard.flatMap((message) => (message.type === 'room' ? message.state.queue : []))[0],
      'the lecture in the queue',
    )
    room.send({ type: 'intent', id: 'second', kind: 'play-item', itemId: queued.id })
    await eventually(
      () => room.heard.find((message) => message.type === 'room' && message.state.mediaId === '0_lec02abc'),
      'the room going on',
    )
    sandbox.discord.instances.join(cast.members.member.userId, instanceId)
    const tom = await signIn(sandbox, url, 'member')

    expect((await tom.bootstrap(instanceId)).entry.id).toBe('0_lec02abc')
    expect((await fetch(`${url}/api/v1/rooms/socket?room=any`)).status).toBe(426)
    room.close()
  })

  test('stores a signed notification in one D1 batch, tells the channel, and takes a second copy for what it is', async () => {
    sandbox.kaltura?.setNotificationTarget({
      url: `${url}/api/v1/kaltura/main/notifications`,
      token: variables.KALTURA_NOTIFICATION_TOKEN ?? '',
    })
    await sandbox.kaltura?.publishRecording()

    const message = await eventually(
      () => sandbox.state().messages.find(({ content }) => /^A new (recording|video) is ready\.$/.test(content)),
      'the message',
    )
    expect(message.channelId).toBe(cast.channels.general.id)
    expect(sandbox.state().kaltura.deliveries.map(({ status }) => status)).toEqual([200])
  })
})
