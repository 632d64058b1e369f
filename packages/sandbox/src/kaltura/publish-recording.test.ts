import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type LoopbackServer, listenOnLoopback } from './loopback.ts'
import { createSandboxKaltura, type SandboxKaltura } from './sandbox-kaltura.ts'

interface Received {
  headers: Record<string, string>
  bytes: Uint8Array
}

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close()
})

describe('publishing a recording', () => {
  test('tells the receiver, who can check the signature on the raw bytes', async () => {
    const { kaltura, received } = await start([200])
    const { entryId } = await kaltura.publishRecording()
    await settled(kaltura, 1)
    const [hit] = received

    const signature = createHash('sha256')
      .update(kaltura.notificationSecret)
      .update(hit?.bytes ?? '')
      .digest('hex')
    expect(hit?.headers).toMatchObject({
      'x-kaltura-signature': signature,
      'x-kaltura-hash-algo': 'sha256',
      'x-kaltura-discord-token': 'endpoint-token',
      'content-type': 'application/json',
    })
    const text = new TextDecoder().decode(hit?.bytes)
    expect(text).toContain('http:\\/\\/127.0.0.1')
    expect(text).toContain('Study group \\u2013 recording 1')
    expect(z.record(z.string(), z.unknown()).parse(JSON.parse(text))).toMatchObject({
      object: { id: entryId, status: 2, rootEntryId: '0_room01ab', tags: 'discord, recording', objectType: 'KalturaMediaEntry' },
      eventObjectType: 1,
      eventNotificationJobId: 33_578_094_493,
      templateSystemName: 'HTTP_ENTRY_STATUS_EQUALS',
      eventType: 3,
    })
    expect(kaltura.deliveries()).toEqual([{ entryId, attempt: 1, status: 200, atMs: 1_800_000_000_000 }])
  })

  test('makes another READY entry each time, and says so to whoever watches', async () => {
    const { kaltura } = await start([204, 204])
    let changes = 0
    const stop = kaltura.subscribe(() => changes++)
    const [one, two] = [await kaltura.publishRecording(), await kaltura.publishRecording()]
    await settled(kaltura, 2)
    stop()

    expect(one.entryId).not.toBe(two.entryId)
    expect(kaltura.entries().filter(({ id }) => [one.entryId, two.entryId].includes(id))).toMatchObject([
      { status: 'ready', delivery: 'hls', tags: ['discord', 'recording'] },
      { status: 'ready', delivery: 'hls', tags: ['discord', 'recording'] },
    ])
    expect(changes).toBeGreaterThanOrEqual(4)
  })

  test('tries three times, a minute apart, when the receiver fails', async () => {
    const { kaltura, timers, received } = await start([500, 503, 500])
    await kaltura.publishRecording()
    await settled(kaltura, 1)
    expect(timers.waiting()).toEqual([60_000])
    timers.fire()
    await settled(kaltura, 2)
    timers.fire()
    await settled(kaltura, 3)

    expect(kaltura.deliveries().map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 503],
      [3, 500],
    ])
    expect(timers.waiting()).toEqual([])
    expect(new Set(received.map(({ bytes }) => new TextDecoder().decode(bytes))).size).toBe(1)
  })

  test.each([200, 204])('takes %i for delivered', async (status) => {
    const { kaltura, timers } = await start([status])
    await kaltura.publishRecording()
    await settled(kaltura, 1)
    expect(timers.waiting()).toEqual([])
  })

  test.each([201, 202, 301, 410])('does not take %i for delivered', async (status) => {
    const { kaltura, timers } = await start([status])
    await kaltura.publishRecording()
    await settled(kaltura, 1)
    expect(timers.waiting()).toEqual([60_000])
  })

  test('a receiver that is gone is an attempt without a status', async () => {
    const { kaltura, receiver, timers } = await start([])
    await receiver.close()
    await kaltura.publishRecording()
    await expect.poll(() => timers.waiting()).toEqual([60_000])
    expect(kaltura.deliveries()).toMatchObject([{ attempt: 1, status: null }])
  })

  test('a receiver that never answers is given up after half a minute', async () => {
    const { kaltura, timers } = await start(['silence'])
    await kaltura.publishRecording()
    expect(timers.waiting()).toEqual([30_000])
    timers.fire()
    await expect.poll(() => timers.waiting()).toEqual([60_000])
  })

  test('closing forgets what waits', async () => {
    const { kaltura, timers } = await start([500])
    await kaltura.publishRecording()
    await settled(kaltura, 1)
    await kaltura.close()
    expect(timers.waiting()).toEqual([])
  })

  test('without a target the entry is ready and nobody is told', async () => {
    const kaltura = await createSandboxKaltura()
    cleanUp.push(() => kaltura.close())
    await kaltura.publishRecording()
    expect(kaltura.deliveries()).toEqual([])
  })

  test('secrets are new at every start', async () => {
    const [one, two] = [await start([]), await start([])]
    const secrets = [one, two].flatMap(({ kaltura }) => [kaltura.adminSecret, kaltura.notificationSecret])
    expect(new Set(secrets).size).toBe(4)
    expect(secrets.every((secret) => /^[0-9a-f]{32}$/.test(secret))).toBe(true)
  })
})

/** A sandbox, and a receiver on a real socket that answers with these statuses in turn. */
async function start(answers: (number | 'silence')[]) {
  const received: Received[] = []
  const app = new Hono().post('/hook', async (c) => {
    received.push({ headers: c.req.header(), bytes: new Uint8Array(await c.req.arrayBuffer()) })
    const answer = answers.shift() ?? 200
    return answer === 'silence' ? new Promise<Response>(() => {}) : new Response(null, { status: answer })
  })
  const receiver: LoopbackServer = await listenOnLoopback(() => app.fetch)
  const timers = virtualTimers()
  const kaltura = await createSandboxKaltura({ now: () => 1_800_000_000_000, timer: timers.timer })
  kaltura.setNotificationTarget({ url: `${receiver.origin}/hook`, token: 'endpoint-token' })
  cleanUp.push(
    () => kaltura.close(),
    () => receiver.close(),
  )
  return { kaltura, receiver, received, timers }
}

/** Timers that only a test fires. */
function virtualTimers() {
  const waiting = new Map<() => void, number>()
  return {
    timer(callback: () => void, afterMs: number) {
      waiting.set(callback, afterMs)
      return () => waiting.delete(callback)
    },
    waiting: () => [...waiting.values()],
    fire() {
      for (const callback of [...waiting.keys()]) {
        waiting.delete(callback)
        callback()
      }
    },
  }
}

/** Resolves when so many attempts were answered; the sandbox says when something changed. */
function settled(kaltura: SandboxKaltura, attempts: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (kaltura.deliveries().filter(({ status }) => status !== null).length < attempts) return
      stop()
      queueMicrotask(resolve)
    }
    const stop = kaltura.subscribe(look)
    queueMicrotask(look)
  })
}
