import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { answerProblem } from '../http/problem-answer.ts'
import { silentLog } from '../server-log.ts'
import { mountMediaDoor } from './mount-media-door.ts'
import { createPlayerKs } from './player-ks.ts'
import { createPlayerPasses } from './player-pass.ts'
import { createKsSeal } from './sealed-ks.ts'

const kaltura = 'https://www.kaltura.com'
const archive = 'https://archive.example'
const mappings = [
  { prefix: '/kaltura', origin: kaltura },
  { prefix: '/archive', origin: archive },
]
const minuteMs = 60_000
const playManifest = (ks: string, connection = 'main') =>
  `/api/v1/media/${connection}/p/102/sp/10200/playManifest/entryId/0_a/protocol/https/format/applehttp/ks/${ks}/a.m3u8`
const claims = {
  viewer: { userId: '1', name: 'Mara' },
  place: { instanceId: 'i', guildId: '10', channelId: '11' },
  entryId: '0_a',
  connection: 'main',
}

/** A door before a Kaltura that knows which KS is good; a viewer who came in with one of 15 minutes. */
async function openDoor() {
  const clock = { atMs: Date.UTC(2026, 0, 1) }
  const now = () => clock.atMs
  const good = new Set(['ks-0'])
  let refusing = false
  const asked: { address: string; body: string }[] = []
  let made = 0
  const fetch = async (address: URL | RequestInfo, init?: RequestInit) => {
    const text = typeof init?.body === 'string' ? init.body : ''
    asked.push({ address: String(address), body: text })
    const ks = /"ks":"([^"]+)"/.exec(text)?.[1] ?? /\/ks\/([^/]+)/.exec(String(address))?.[1] ?? ''
    if (text === '') {
      return good.has(ks) ? new Response('#EXTM3U\n', { headers: { 'content-type': 'application/vnd.apple.mpegurl' } }) : notFound()
    }
    if (good.has(ks)) return Response.json([{ ks }, { objects: [] }])
    return Response.json([{ code: 'INVALID_KS', message: `Invalid KS "${ks}"`, objectType: 'KalturaAPIException' }])
  }
  const playerKs = createPlayerKs({
    passes: await createPlayerPasses({ secret: 'a secret', now }),
    now,
    async issue() {
      made += 1
      if (!refusing) good.add(`ks-${made}`)
      return { ks: `ks-${made}`, expiresAtMs: clock.atMs + 15 * minuteMs }
    },
  })
  const app = new Hono()
  app.onError((error, context) => answerProblem(context, error, silentLog))
  const door = async (name: string, serviceUrl: string) => {
    return { name, path: `/api/v1/media/${name}`, serviceUrl, seal: await createKsSeal('a secret', name) }
  }
  mountMediaDoor(app, { doors: [await door('main', kaltura), await door('archive', archive)], mappings, playerKs, fetch })
  const pass = await playerKs.welcome(claims, { ks: 'ks-0', expiresAtMs: clock.atMs + 15 * minuteMs })
  return {
    clock,
    good,
    /** From now on Kaltura takes no KS at all. */
    refuse() {
      refusing = true
      good.clear()
    },
    asked,
    pass,
    /** A pass for an entry of the archive. */
    archivePass: () =>
      playerKs.welcome({ ...claims, connection: 'archive' }, { ks: 'archive-ks', expiresAtMs: clock.atMs + 15 * minuteMs }),
    get: (path: string) => app.request(path),
    call: (ks: string, connection = 'main') =>
      app.request(`/api/v1/media/${connection}/api_v3/service/multirequest`, {
        method: 'POST',
        body: JSON.stringify({ 1: { service: 'baseEntry', action: 'list', ks }, 2: { service: 'baseEntry', action: 'list', ks }, ks: '' }),
      }),
  }
}

function notFound(): Response {
  return new Response('', { status: 404, headers: { 'x-kaltura': 'error-7' } })
}

describe('a player with a pass', () => {
  test('is answered by Kaltura as with the KS behind it, and learns nothing of that', async () => {
    const { asked, call, get, pass } = await openDoor()
    const answer = await (await call(pass)).text()
    const manifest = await get(playManifest(pass))

    expect(manifest.status).toBe(200)
    expect(answer).toBe(JSON.stringify([{ ks: pass }, { objects: [] }]))
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      1: { service: 'baseEntry', action: 'list', ks: 'ks-0' },
      2: { service: 'baseEntry', action: 'list', ks: 'ks-0' },
      ks: '',
    })
    expect(asked[1]?.address).toContain('/ks/ks-0/a.m3u8')
    expect(JSON.stringify(asked)).not.toContain(pass)
  })

  test('goes on when its KS has ended, and when Kaltura refuses it before its time', async () => {
    const { asked, call, get, good, pass, clock } = await openDoor()
    clock.atMs += 20 * minuteMs
    const late = await get(playManifest(pass))
    clock.atMs += minuteMs
    good.clear()
    const revoked = [await get(playManifest(pass)), await call(pass)]

    expect([late, ...revoked].map(({ status }) => status)).toEqual([200, 200, 200])
    expect(asked.map(({ address }) => /\/ks\/([^/]+)/.exec(address)?.[1])).toEqual(['ks-1', 'ks-1', 'ks-2', undefined])
    expect(await revoked[1]?.text()).not.toContain('INVALID_KS')
  })

  test('is told of a refusal that does not go away, without a KS in it', async () => {
    const { asked, call, get, refuse, pass } = await openDoor()
    refuse()
    const [manifest, answer] = [await get(playManifest(pass)), await (await call(pass)).text()]

    expect(manifest.status).toBe(403)
    expect(JSON.parse(answer)).toMatchObject([{ code: 'INVALID_KS', message: `Invalid KS "${pass}"` }])
    expect(asked).toHaveLength(3)
  })
})

test('a page with a KS of its own is answered with that one, and nobody replaces it', async () => {
  const { asked, call, get } = await openDoor()
  const manifest = await get(playManifest('ks-9'))
  await call('ks-9')

  expect(manifest.status).toBe(403)
  expect(asked.map(({ address, body }) => address.includes('ks-9') || body.includes('ks-9'))).toEqual([true, true])
})

describe('a connection', () => {
  test('has a door of its own, which asks its own Kaltura and leads back to itself', async () => {
    const { asked, call, get, good, archivePass } = await openDoor()
    good.add('archive-ks')
    const pass = await archivePass()
    const answers = [await get(playManifest(pass, 'archive')), await call(pass, 'archive')]
    const picture = await get('/api/v1/media/archive/p/103/thumbnail/entry_id/0_a')

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(asked.map(({ address }) => new URL(address).origin)).toEqual([archive, archive])
    expect(picture.headers.get('location')).toBe('/archive/p/103/thumbnail/entry_id/0_a')
  })

  test('is sent no KS of another, whichever door a pass is brought to', async () => {
    const { asked, call, get, good, pass, archivePass } = await openDoor()
    good.add('archive-ks')
    await get(playManifest(pass, 'archive'))
    await call(await archivePass(), 'main')

    expect(asked.map(({ address }) => new URL(address).origin)).toEqual([archive, kaltura])
    expect(JSON.stringify(asked)).not.toMatch(/ks-0|archive-ks/)
  })

  test('that there is none of has no door', async () => {
    const { asked, get, pass } = await openDoor()

    expect((await get(playManifest(pass, 'api_v3'))).status).toBe(404)
    expect(asked).toEqual([])
  })
})
