import { UnavailableError } from '@kaltura-discord/core'
import { createKalturaClient } from '@kaltura-discord/kaltura'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Clock } from '../discord/clock.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { eventually, startSandbox } from '../testing/sandbox-under-test.ts'

async function withKaltura(options: { clock?: Clock; timeout?: () => AbortSignal } = {}) {
  const { clock, timeout } = options
  const { sandbox } = await startSandbox({ kaltura: true, ...(clock ? { clock } : {}) })
  const { kaltura } = sandbox
  if (!kaltura) throw new TypeError('The sandbox was started with a Kaltura.')
  const client = createKalturaClient({
    serviceUrl: kaltura.apiUrl,
    partnerId: kaltura.partnerId,
    ks: async () => '',
    fetch: globalThis.fetch,
    ...(timeout ? { timeout } : {}),
  })
  return { sandbox, kaltura, ping: () => client.call('system', 'ping', {}, { schema: z.unknown() }) }
}

describe('our own client of Kaltura', () => {
  test.each([
    { order: { kind: 'status', status: 500 }, says: 'HTTP 500' },
    { order: { kind: 'broken-json' }, says: 'not JSON' },
    { order: { kind: 'cut' }, says: 'could not be asked' },
  ] as const)('calls Kaltura unavailable on $order.kind, and is well again afterwards', async ({ order, says }) => {
    const { sandbox, ping } = await withKaltura()
    const well = await ping().catch((error: unknown) => error)
    sandbox.fault({ place: 'kaltura-api', path: '/service/system', times: 1, ...order })

    const error = await ping().catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain(says)
    expect(await ping().catch((thrown: unknown) => thrown)).toEqual(well)
    expect(well).not.toBeInstanceOf(UnavailableError)
  })

  test('calls Kaltura unavailable when it is slower than the client waits', async () => {
    const patience = new AbortController()
    const { sandbox, ping } = await withKaltura({ clock: createManualClock(), timeout: () => patience.signal })
    sandbox.fault({ place: 'kaltura-api', kind: 'slow', delayMs: 60_000, times: 1 })

    const asked = ping().catch((thrown: unknown) => thrown)
    await eventually(() => sandbox.state().faults.length === 0)
    patience.abort()

    const error = await asked
    expect(error).toBeInstanceOf(UnavailableError)
    expect(String(error)).toContain('in time')
  })
})

describe('a fault at Kaltura’s media host', () => {
  test('takes the host down for one path, and not the API beside it', async () => {
    const { sandbox, kaltura } = await withKaltura()
    const playlist = () => fetch(`${kaltura.mediaUrl}/clips/orbits/master.m3u8`)
    const api = () => fetch(`${kaltura.apiUrl}/p/102/thumbnail/entry_id/0_welc0me1`)
    const down = sandbox.fault({ place: 'kaltura-media', kind: 'cut', path: '.m3u8' })
    const segment = await fetch(`${kaltura.mediaUrl}/clips/orbits/360p/seg-000.ts`, { method: 'HEAD' })

    await expect(playlist().then((answer) => answer.text())).rejects.toThrow(TypeError)
    const besides = [(await api()).status, segment.status]
    down.remove()
    sandbox.fault({ place: 'kaltura-media', kind: 'status', status: 404, times: 1 })

    expect(besides).toEqual([200, 200])
    expect([(await playlist()).status, (await playlist()).status]).toEqual([404, 200])
  })
})
