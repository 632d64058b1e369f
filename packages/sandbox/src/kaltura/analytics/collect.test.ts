import { describe, expect, test } from 'vitest'
import { nowMs, startKaltura } from '../../testing/plugin-client.ts'
import { createKsGate } from '../ks-gate.ts'
import { createAnalytics } from './collect.ts'

const query = { service: 'analytics', action: 'trackEvent', eventType: '3', partnerId: '102', entryId: '0_lec01abc', sessionId: 's-1' }

describe('what players tell Kaltura’s analytics', () => {
  test('is kept as who did what to which video, and where in it', async () => {
    const { kaltura, ks } = await startKaltura()
    const own = await ks({ user: true, userId: 'mara' })
    const answer = await fetch(address(kaltura.apiUrl, query), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ position: 12.5, ks: own, eventIndex: 3, playbackType: 'vod' }),
    })

    expect(await answer.json()).toEqual({ time: nowMs / 1000, viewEventsEnabled: true })
    expect(kaltura.beacons()).toEqual([
      { atMs: nowMs, event: 'PLAY', partnerId: 102, entryId: '0_lec01abc', userId: 'mara', positionS: 12.5, sessionId: 's-1' },
    ])
    expect(JSON.stringify(kaltura.beacons())).not.toContain(own)
  })

  test('may come as GET, from nobody in particular, with a number that has no name', async () => {
    const { kaltura } = await startKaltura()
    await fetch(address(kaltura.apiUrl, { ...query, eventType: '11', position: '30' }))
    await fetch(address(kaltura.apiUrl, { ...query, eventType: '10004' }))

    expect(kaltura.beacons()).toMatchObject([
      { event: 'PLAY_REACHED_25_PERCENT', userId: null, positionS: 30 },
      { event: 'EVENT_10004', positionS: null },
    ])
  })

  test('is answered and forgotten when it makes no sense', async () => {
    const { kaltura } = await startKaltura()
    const answers = [
      await fetch(address(kaltura.apiUrl, { ...query, entryId: '<script>' })),
      await fetch(address(kaltura.apiUrl, { ...query, eventType: 'play' })),
      await fetch(address(kaltura.apiUrl, query), { method: 'POST', body: '{"position":' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(kaltura.beacons()).toMatchObject([{ event: 'PLAY', positionS: null }])
    expect((await fetch(address(kaltura.apiUrl, { service: 'stats' }))).status).toBe(404)
  })

  test('keeps nothing of a KS that is said to be a user id', async () => {
    const { kaltura, ks } = await startKaltura()
    await fetch(address(kaltura.apiUrl, { ...query, userId: await ks() }))
    expect(kaltura.beacons()[0]?.userId).toBe('[redacted]')
  })

  test('is remembered three hundred times, the newest last', async () => {
    let now = 0
    const gate = createKsGate({ partnerId: 102, adminSecrets: ['secret'], now: () => nowMs })
    const { routes, beacons } = createAnalytics({ gate, now: () => now++, changed: () => {} })
    await Promise.all(Array.from({ length: 305 }, () => routes.request(`/index.php?${new URLSearchParams(query)}`)))
    expect(beacons()).toHaveLength(300)
    expect(beacons().map(({ atMs }) => atMs)).toEqual(
      beacons()
        .map(({ atMs }) => atMs)
        .sort((one, other) => one - other),
    )
  })
})

function address(apiUrl: string, parameters: Record<string, string>): string {
  return `${apiUrl}/api_v3/index.php?${new URLSearchParams(parameters)}`
}
