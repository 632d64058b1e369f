import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { answerProblem } from '../http/problem-answer.ts'
import { silentLog } from '../server-log.ts'
import { mountMediaDoor } from './mount-media-door.ts'
import type { PlayerKs } from './player-ks.ts'
import { createKsSeal } from './sealed-ks.ts'

const kaltura = 'https://www.kaltura.com'
/** Players that hold a KS of their own. */
const noPasses: PlayerKs = { welcome: async () => '', of: async () => undefined, instead: async () => undefined }
const viewerKs = 'djJ8MTAyfHZpZXdlcg=='
const captionKs = 'djJ8MTAyfGNhcHRpb25z'
const service = '/api_v3/index.php/service/caption_captionasset/action'
const master = [
  '#EXTM3U',
  `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English",URI="https://cdn.example${service}/serveWebVTT/captionAssetId/0_en/segmentDuration/10/ks/${captionKs}/a.m3u8"`,
  '#EXT-X-STREAM-INF:BANDWIDTH=1,SUBTITLES="subs"',
  'https://cdn.example/a/index.m3u8',
].join('\n')
const playbackContext = {
  playbackCaptions: [
    {
      url: `${kaltura}${service}/serve/captionAssetId/0_en`,
      webVttUrl: `${kaltura}${service}/serveWebVTT/captionAssetId/0_en/segmentIndex/-1/version/1/captions.vtt`,
    },
  ],
}

/** A door before a Kaltura that answers as given; keeps what it was asked. */
async function openDoor(captions: () => Response = () => new Response('WEBVTT\n\n', { headers: { 'content-type': 'text/vtt' } })) {
  const asked: { address: string; body: unknown }[] = []
  const fetch = async (address: URL | RequestInfo, init?: RequestInit) => {
    asked.push({ address: String(address), body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
    if (String(address).includes('/playManifest/'))
      return new Response(master, { headers: { 'content-type': 'application/vnd.apple.mpegurl' } })
    return String(address).includes('caption_captionasset') ? captions() : Response.json([{}, {}, playbackContext])
  }
  const app = new Hono()
  app.onError((error, context) => answerProblem(context, error, silentLog))
  const mappings = [
    { prefix: '/kaltura', origin: kaltura },
    { prefix: '/kaltura-media', origin: 'https://cdn.example' },
  ]
  mountMediaDoor(app, {
    doors: [{ name: 'main', path: '/api/v1/media/main', serviceUrl: kaltura, seal: await createKsSeal('a secret', 'main') }],
    mappings,
    playerKs: noPasses,
    fetch,
  })
  const get = (path: string) => app.request(path)
  return {
    asked,
    get,
    /** The address of English in the master playlist. */
    async subtitles() {
      const playlist = await (await get(`/api/v1/media/main/p/102/sp/10200/playManifest/entryId/0_a/ks/${viewerKs}/a.m3u8`)).text()
      return { playlist, address: /URI="([^"]+)"/.exec(playlist)?.[1] ?? '' }
    },
    /** The playback context that a player gets. */
    async context(ks: string) {
      const calls = { 1: { service: 'baseEntry', action: 'list', ks }, 2: { service: 'baseEntry', action: 'getPlaybackContext', ks } }
      const response = await app.request('/api/v1/media/main/api_v3/service/multirequest', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...calls, ks: '' }),
      })
      const text = await response.text()
      return { text, url: /"url":"([^"]+)"/.exec(text)?.[1] ?? '' }
    },
  }
}

describe('captions of a stream, behind the door', () => {
  test('have an address at the door that does not show the KS that Kaltura wrote into it', async () => {
    const door = await openDoor()
    const { playlist, address } = await door.subtitles()

    expect(address).toMatch(/^\/api\/v1\/media\/main\/captions\/[\w.-]+\/serveWebVTT\/captionAssetId\/0_en\/segmentDuration\/10\/a\.m3u8$/)
    expect(playlist).not.toContain(captionKs)
    expect(playlist).toContain('\n/api/v1/media/main/from/kaltura-media/a/index.m3u8')
  })

  test('are asked of Kaltura with that KS, in a body', async () => {
    const door = await openDoor()
    const { address } = await door.subtitles()
    const segment = await door.get(address.replace('a.m3u8', 'segmentIndex/2.vtt'))

    expect([segment.status, segment.headers.get('content-type'), await segment.text()]).toEqual([
      200,
      'text/vtt; charset=utf-8',
      'WEBVTT\n\n',
    ])
    expect(door.asked.at(-1)).toEqual({
      address: `${kaltura}${service}/serveWebVTT`,
      body: { captionAssetId: '0_en', segmentDuration: '10', segmentIndex: '2.vtt', ks: captionKs },
    })
  })

  test('have a playlist that is called one, whatever Kaltura calls it', async () => {
    const door = await openDoor(() => new Response('#EXTM3U\r\n', { headers: { 'content-type': 'application/x-mpegurl' } }))
    const { address } = await door.subtitles()

    expect((await door.get(address)).headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
  })
})

describe('captions beside a stream', () => {
  test('have an address to which the player may add its KS without sending it anywhere', async () => {
    const door = await openDoor()
    const { text, url } = await door.context(viewerKs)
    // What the player makes of an address without a dot in its last part, and of one with.
    const [asFile, asWebVtt] = [
      new URL(`${url}?ks=${viewerKs}`, 'https://x.example'),
      new URL(`${/webVttUrl":"([^"]+)/.exec(text)?.[1]}/ks/${viewerKs}`, 'https://x.example'),
    ]

    expect(url).toMatch(/^\/api\/v1\/media\/main\/captions\/[\w.-]+\/serve\/captionAssetId\/0_en#$/)
    expect([asFile, asWebVtt].map(({ pathname, search }) => pathname + search).join()).not.toContain(viewerKs)
    expect(asWebVtt.pathname).toMatch(/\/segmentIndex\/-1\/version\/1\/captions\.vtt$/)
    expect(text).not.toContain(viewerKs)
  })

  test("are asked of Kaltura with the player's KS, in a body", async () => {
    const door = await openDoor(() => new Response('1\r\n00:00', { headers: { 'content-type': 'application/x-subrip' } }))
    const { url } = await door.context(viewerKs)
    const file = await door.get(url.replace('#', ''))

    expect([file.status, file.headers.get('content-type'), await file.text()]).toEqual([200, 'text/plain; charset=utf-8', '1\r\n00:00'])
    expect(door.asked.at(-1)).toEqual({ address: `${kaltura}${service}/serve`, body: { captionAssetId: '0_en', ks: viewerKs } })
  })

  test('are asked without one when the player has none of its own yet', async () => {
    const door = await openDoor()
    const { url } = await door.context('{1:result:ks}')
    await door.get(url.replace('#', ''))

    expect(url).toBe('/api/v1/media/main/captions/open/serve/captionAssetId/0_en#')
    expect(door.asked.at(-1)?.body).toEqual({ captionAssetId: '0_en' })
  })
})

describe('the door for captions', () => {
  test.each([
    ['a KS that nobody sealed', `${viewerKs}/serve/captionAssetId/0_en`],
    ['another action', 'open/delete/captionAssetId/0_en'],
    ['nothing', 'open/serve/'],
    ['a way out', 'open/serve/..%2f..%2fsession/action/start'],
  ])('does not open for %s', async (_, rest) => {
    const door = await openDoor(() => new Response('<xml/>', { headers: { 'content-type': 'text/xml' } }))

    expect((await door.get(`/api/v1/media/main/captions/${rest}`)).status).toBe(404)
    expect(door.asked.every(({ address }) => address.startsWith(`${kaltura}${service}/serve`))).toBe(true)
  })

  test('opens for what another server with the same secret sealed, and for nothing of one with another, nor of another connection', async () => {
    const [door, another] = [await openDoor(), await createKsSeal('another secret', 'main')]
    const [same, archive] = [await createKsSeal('a secret', 'main'), await createKsSeal('a secret', 'archive')]

    expect((await door.get(`/api/v1/media/main/captions/${await same.seal('x')}/serve/captionAssetId/0_en`)).status).toBe(200)
    expect((await door.get(`/api/v1/media/main/captions/${await archive.seal('x')}/serve/captionAssetId/0_en`)).status).toBe(404)
    expect((await door.get(`/api/v1/media/main/captions/${await another.seal('x')}/serve/captionAssetId/0_en`)).status).toBe(404)
  })

  test("says that Kaltura refused, and nothing of Kaltura's own words, which hold the KS", async () => {
    const door = await openDoor(() => new Response(`<xml>Invalid KS "${captionKs}"</xml>`, { headers: { 'content-type': 'text/xml' } }))
    const { address } = await door.subtitles()
    const refused = await door.get(address)

    expect(refused.status).toBe(404)
    const told = await refused.text()
    expect(told).toContain('"code":"media.captions-refused"')
    expect(told).not.toContain(captionKs)
  })
})
