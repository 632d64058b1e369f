import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { PlayerKs } from '../media-door/player-ks.ts'
import { mountAnalyticsDoor } from './mount-analytics-door.ts'

const analytics = 'https://analytics.kaltura.com'
const path = '/api/v1/media/main/analytics/api_v3/index.php'
const query = { service: 'analytics', action: 'trackEvent', eventType: '3', partnerId: '102', entryId: '0_lec01abc', sessionId: 's-1' }
const began = { time: 1_800_000_000, viewEventsEnabled: true }

/** A door before analytics that answer as given. Mara has a pass; one whose pass says `gone` is not admitted any more. */
function openDoor(answer: () => Promise<Response> = async () => Response.json(began)) {
  const clock = { atMs: 0 }
  const asked: { address: URL; body: unknown; agent: string | null }[] = []
  const fetch = async (address: URL | RequestInfo, init?: RequestInit) => {
    asked.push({
      address: new URL(String(address)),
      body: JSON.parse(String(init?.body)),
      agent: new Headers(init?.headers).get('user-agent'),
    })
    return answer()
  }
  const playerKs: PlayerKs = {
    welcome: async () => '',
    instead: async () => undefined,
    async of(pass) {
      if (pass === 'gone') throw new Error('not admitted')
      return pass === 'maras-pass' ? 'maras-ks' : undefined
    },
  }
  const app = new Hono()
  const connection = (name: string) => (name === 'main' ? { partnerId: 102, analyticsUrl: analytics } : undefined)
  mountAnalyticsDoor(app, { connection, playerKs, fetch, now: () => clock.atMs })
  const get = (facts: Record<string, string> = {}) => app.request(`${path}?${new URLSearchParams({ ...query, ...facts })}`)
  const post = (body: unknown, facts: Record<string, string> = {}) =>
    app.request(`${path}?${new URLSearchParams({ ...query, ...facts })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Discord' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const elsewhere = () => app.request(`${path.replace('main', 'archive')}?${new URLSearchParams(query)}`)
  return { clock, asked, get, post, elsewhere }
}

describe('the door for beacons', () => {
  test('sends one on as the viewer whose pass it holds, with the KS in the body, and answers what Kaltura answered', async () => {
    const { asked, post } = openDoor()
    const answer = await post({ ks: 'maras-pass', position: 12.5 })

    expect([answer.status, await answer.json()]).toEqual([200, began])
    expect(asked[0]?.address.href).toBe(`${analytics}/api_v3/index.php?${new URLSearchParams(query)}`)
    expect(asked[0]).toMatchObject({ body: { ks: 'maras-ks', position: 12.5 }, agent: 'Discord' })
  })

  test('takes what an older player says in the address out of the address', async () => {
    const { asked, get } = openDoor()
    await get({ ks: 'maras-pass', position: '12.5' })

    expect(asked[0]?.address.search).not.toMatch(/ks|position/)
    expect(asked[0]?.body).toEqual({ ks: 'maras-ks', position: '12.5' })
  })

  test('leaves a KS as it is, and somebody without one nobody in particular', async () => {
    const { asked, post } = openDoor()
    await post({ ks: 'djJ8MTAyfA==' })
    await post({})

    expect(asked.map(({ body }) => body)).toEqual([{ ks: 'djJ8MTAyfA==' }, {}])
  })

  test('is a connection’s own: what is said of it at another’s is forgotten', async () => {
    const { asked, elsewhere } = openDoor()

    expect((await elsewhere()).status).toBe(204)
    expect(asked).toEqual([])
  })

  test.each([
    ['is none', { eventType: 'play' }],
    ['is about another partner', { partnerId: '103' }],
    ['comes from somebody who is not admitted any more', { ks: 'gone' }],
  ])('forgets what %s', async (_, facts) => {
    const { asked, get } = openDoor()
    const answer = await get(facts)

    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(asked).toEqual([])
  })

  test.each([
    ['breaks off', async () => Promise.reject(new TypeError('fetch failed'))],
    ['says something else', async () => new Response('<html>')],
    ['sends without end', async () => new Response('9'.repeat(2000))],
  ])('answers all the same when Kaltura %s', async (_, answer) => {
    expect((await openDoor(answer).post({ ks: 'maras-pass' })).status).toBe(204)
  })

  test('reads a broken or huge body as none', async () => {
    const { asked, post } = openDoor()
    await post('{"position":')
    await post({ caption: 'x'.repeat(20_000) })

    expect(asked.map(({ body }) => body)).toEqual([{}, {}])
  })

  test('lets a viewer say two things a second, and then nothing until the next minute; the others may go on', async () => {
    const { asked, get, clock } = openDoor()
    await Promise.all(Array.from({ length: 130 }, () => get({ ks: 'maras-pass' })))
    const flood = asked.length
    await get({ ks: 'toms-pass' })
    clock.atMs += 60_000
    await get({ ks: 'maras-pass' })

    expect([flood, asked.length]).toEqual([120, 122])
  })

  test('drops what would be the two hundred and first on its way', async () => {
    let arrive: () => void = () => undefined
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const { asked, get } = openDoor(() => arrival.then(() => Response.json(began)))
    const under = Array.from({ length: 201 }, (_, index) => get({ ks: `viewer-${index}` }))
    const dropped = await Promise.race(under)
    arrive()

    expect(dropped.status).toBe(204)
    expect((await Promise.all(under)).filter(({ status }) => status === 200)).toHaveLength(200)
    expect(asked).toHaveLength(200)
  })
})
