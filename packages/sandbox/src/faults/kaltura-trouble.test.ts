import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createConnection } from 'node:net'
import { encodeKs, ksType } from '@kaltura-discord/kaltura/ks'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../discord/clock.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { eventually, type Json, startSandbox } from '../testing/sandbox-under-test.ts'

async function withKaltura(clock?: Clock) {
  const { sandbox } = await startSandbox({ kaltura: true, ...(clock ? { clock } : {}) })
  const { kaltura } = sandbox
  if (!kaltura) throw new TypeError('The sandbox was started with a Kaltura.')
  const ask = async (service: string, action: string, params: object): Promise<Json> => {
    const url = `${kaltura.apiUrl}/api_v3/service/${service}/action/${action}`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(params), headers: { 'content-type': 'application/json' } })
    return response.json()
  }
  const newKs = (seed: number) =>
    encodeKs({
      partnerId: kaltura.partnerId,
      secret: kaltura.adminSecret,
      userId: `viewer-${seed}`,
      type: ksType.user,
      expiryUnix: Math.floor((clock?.now() ?? Date.now()) / 1_000) + 3_600,
      privileges: '',
    })
  return { sandbox, kaltura, ask, newKs }
}

/** Whoever is notified, and what they were told. */
async function withReceiver(clock: Clock) {
  const { sandbox, kaltura } = await withKaltura(clock)
  const posts: { body: string; headers: IncomingHttpHeaders }[] = []
  const receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    posts.push({ body, headers: request.headers })
    response.end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    receiver.close()
    receiver.closeAllConnections()
  })
  const address = receiver.address()
  kaltura.setNotificationTarget({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`, token: 'abcdefgh' })
  const entries = () => posts.map(({ body }) => JSON.parse(body).object.id)
  const isSigned = ({ body, headers }: { body: string; headers: IncomingHttpHeaders }) =>
    createHash('sha256').update(kaltura.notificationSecret).update(body).digest('hex') === headers['x-kaltura-signature']
  return { sandbox, kaltura, posts, entries, isSigned }
}

describe('a fault at Kaltura’s API', () => {
  test('is one of Kaltura’s own exceptions, with HTTP 200', async () => {
    const { sandbox, ask } = await withKaltura()
    sandbox.fault({ place: 'kaltura-api', kind: 'exception', code: 'ENTRY_ID_NOT_FOUND', times: 1 })

    expect(await ask('baseEntry', 'get', {})).toMatchObject({ objectType: 'KalturaAPIException', code: 'ENTRY_ID_NOT_FOUND' })
    expect(await ask('baseEntry', 'get', {})).toMatchObject({ code: 'MISSING_KS' })
  })

  test('lets every KS expire that was there, whatever its spelling, and takes new ones', async () => {
    const { sandbox, ask, newKs } = await withKaltura()
    const [old, other] = [await newKs(1), await newKs(2)]
    const widget: Json = await ask('session', 'startWidgetSession', { widgetId: '_102' })
    const isTaken = async (ks: string) => (await ask('baseEntry', 'get', { ks, entryId: '0_welc0me1' })).code !== 'INVALID_KS'
    const before = [await isTaken(old), await isTaken(widget.ks)]

    const fault = sandbox.fault({ place: 'kaltura-api', kind: 'expire-ks' })

    expect(before).toEqual([true, true])
    expect((await ask('baseEntry', 'get', { ks: old })).message).toContain('Invalid KS "EXPIRED"')
    expect([await isTaken(old.replaceAll('=', '')), await isTaken(widget.ks), await isTaken(other)]).toEqual([false, false, true])
    fault.remove()
    expect(await isTaken(old)).toBe(true)
  })

  test('lets an address at the media host that carries such a KS be refused', async () => {
    const { sandbox, kaltura, ask, newKs } = await withKaltura()
    const ks = await newKs(1)
    await ask('baseEntry', 'get', { ks })
    const playlist = (suffix: string) => fetch(`${kaltura.mediaUrl}/clips/orbits/master.m3u8${suffix}`).then(({ status }) => status)
    sandbox.fault({ place: 'kaltura-api', kind: 'expire-ks' })

    expect([await playlist(''), await playlist(`?ks=${encodeURIComponent(ks)}`)]).toEqual([200, 404])
  })
})

test('Kaltura’s media host that is down refuses connections, and is back on its port when that is over', async () => {
  const clock = createManualClock()
  const { sandbox, kaltura } = await withKaltura(clock)
  const port = Number(new URL(kaltura.mediaUrl).port)
  const knock = () =>
    new Promise<string>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' })
      socket.on('connect', () => resolve('open')).on('error', (error) => resolve('code' in error ? String(error.code) : ''))
      socket.on('connect', () => socket.destroy())
    })
  const before = await knock()
  sandbox.fault({ place: 'kaltura-media', kind: 'down', forMs: 10_000 })
  let last = ''
  const becomes = (wanted: string) =>
    eventually(() => {
      void knock().then((seen) => {
        last = seen
      })
      return last === wanted
    })
  await becomes('ECONNREFUSED')
  clock.advance(10_000)

  await becomes('open')
  expect(before).toBe('open')
  expect((await fetch(`${kaltura.mediaUrl}/clips/orbits/master.m3u8`)).status).toBe(200)
})

test('a sandbox whose media host is down closes', async () => {
  const { sandbox } = await withKaltura()
  sandbox.fault({ place: 'kaltura-media', kind: 'down' })

  await sandbox.close()
})

describe('the sandbox’s clock', () => {
  test('jumps for Kaltura and for Discord, and back when the fault goes; timers do not notice', async () => {
    const clock = createManualClock()
    const { sandbox, ask, newKs } = await withKaltura(clock)
    const ks = await newKs(1)
    const isValid = async () => (await ask('baseEntry', 'get', { ks, entryId: '0_welc0me1' })).code !== 'INVALID_KS'
    let rang = false
    sandbox.discord.clock.after(1_000, () => {
      rang = true
    })
    const before = sandbox.discord.clock.now()

    const step = sandbox.fault({ place: 'clock', kind: 'step', stepMs: 7_200_000 })
    const ahead = { ms: sandbox.discord.clock.now() - before, valid: await isValid(), rang }
    step.remove()

    expect(ahead).toEqual({ ms: 7_200_000, valid: false, rang: false })
    expect([sandbox.discord.clock.now() - before, await isValid()]).toEqual([0, true])
    clock.advance(1_000)
    expect(rang).toBe(true)
  })

  test('that goes back leaves Discord’s ids rising', async () => {
    const { sandbox } = await startSandbox({ clock: createManualClock() })
    const earlier = BigInt(sandbox.discord.snowflake())
    sandbox.fault({ place: 'clock', kind: 'step', stepMs: -86_400_000 })

    expect(BigInt(sandbox.discord.snowflake()) > earlier).toBe(true)
  })
})

describe('a fault at Kaltura’s notifications', () => {
  test('posts one twice, with the same job', async () => {
    const { sandbox, kaltura, posts, entries } = await withReceiver(createManualClock())
    sandbox.fault({ place: 'kaltura-notifications', kind: 'duplicate', times: 1 })

    const { entryId } = await kaltura.publishRecording()
    await eventually(() => posts.length === 2)

    expect(entries()).toEqual([entryId, entryId])
    expect(posts[0]?.body).toBe(posts[1]?.body)
  })

  test('posts one late', async () => {
    const clock = createManualClock()
    const { sandbox, kaltura, posts } = await withReceiver(clock)
    sandbox.fault({ place: 'kaltura-notifications', kind: 'late', delayMs: 20_000, times: 1 })

    await kaltura.publishRecording()
    await eventually(() => sandbox.state().faults.length === 0)
    clock.advance(19_999)
    const before = posts.length
    clock.advance(1)

    await eventually(() => posts.length === 1)
    expect(before).toBe(0)
  })

  test('lets the next one overtake one', async () => {
    const { sandbox, kaltura, posts, entries } = await withReceiver(createManualClock())
    sandbox.fault({ place: 'kaltura-notifications', kind: 'out-of-order', delayMs: 60_000, times: 1 })

    const first = await kaltura.publishRecording()
    await eventually(() => sandbox.state().faults.length === 0)
    const second = await kaltura.publishRecording()
    await eventually(() => posts.length === 2)

    expect(entries()).toEqual([second.entryId, first.entryId])
  })

  test('signs one wrongly, and the next one well', async () => {
    const { sandbox, kaltura, posts, isSigned } = await withReceiver(createManualClock())
    sandbox.fault({ place: 'kaltura-notifications', kind: 'forged', times: 1 })

    await kaltura.publishRecording()
    await eventually(() => posts.length === 1)
    await kaltura.publishRecording()
    await eventually(() => posts.length === 2)

    expect(posts.map(isSigned)).toEqual([false, true])
    expect(posts[0]?.headers['x-kaltura-signature']).toMatch(/^[0-9a-f]{64}$/)
  })

  test('leaves nothing behind when the sandbox closes while one waits', async () => {
    const { sandbox, kaltura } = await withReceiver(createManualClock())
    sandbox.fault({ place: 'kaltura-notifications', kind: 'late', delayMs: 60_000, times: 1 })
    await kaltura.publishRecording()
    await eventually(() => sandbox.state().faults.length === 0)

    await sandbox.close()
  })
})
