import { encodeKs, privileges } from '@kaltura-discord/kaltura/ks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandboxKaltura, type SandboxKaltura } from './sandbox-kaltura.ts'

let kaltura: SandboxKaltura
beforeAll(async () => {
  kaltura = await createSandboxKaltura()
})
afterAll(() => kaltura.close())

describe('playManifest', () => {
  test('answers one HLS entry with a master playlist whose addresses are all on the media host', async () => {
    const response = await manifest('0_lec01abc', 'applehttp', 'a.m3u8')
    const addresses = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))

    expect(response.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
    expect(addresses).toEqual(['360p', '180p'].map((name) => `${kaltura.mediaUrl}/clips/orbits/${name}/index.m3u8`))
  })

  test('answers another HLS entry with a redirect to the media host', async () => {
    const response = await manifest('0_lec02abc', 'applehttp', 'a.m3u8')
    expect([response.status, response.headers.get('location')]).toEqual([302, `${kaltura.mediaUrl}/clips/tides/master.m3u8`])
  })

  test('sends whoever wants the MP4 to the media host, with CORS, and without a KS when it is public', async () => {
    const response = await fetch(`${kaltura.apiUrl}/p/102/sp/10200/playManifest/entryId/0_welc0me1/protocol/http/format/url/a.mp4`, {
      redirect: 'manual',
      headers: { origin: 'https://x.example' },
    })
    expect([response.status, response.headers.get('location')]).toEqual([302, `${kaltura.mediaUrl}/clips/welcome/360p/video.mp4`])
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('keeps the renditions that the player chose by flavour', async () => {
    const response = await manifest('0_lec01abc', 'applehttp', 'a.m3u8', 'flavorIds/0_180lec01/')
    expect(await response.text()).not.toContain('/360p/')
  })

  test.each([
    ['a protected entry without a KS', 'entryId/0_lec01abc/protocol/http/format/applehttp/a.m3u8', 'error-3'],
    ['a KS that is none', 'entryId/0_lec01abc/protocol/http/format/applehttp/ks/abc/a.m3u8', 'error-7'],
    ['an entry that there is not', 'entryId/0_nothing0/protocol/http/format/applehttp/a.m3u8', 'error-1'],
    ['no entry at all', 'a.m3u8', 'error-1'],
    ['a format that there is not', 'entryId/0_welc0me1/format/mpegdash/a.mpd', 'error-18'],
  ])('refuses %s as Kaltura does: 404, and why in a header', async (_, path, error) => {
    const response = await fetch(`${kaltura.apiUrl}/p/102/sp/10200/playManifest/${path}`)
    expect([response.status, response.headers.get('x-kaltura'), await response.text()]).toEqual([404, error, ''])
  })

  test('takes the KS from the header too', async () => {
    const address = `${kaltura.apiUrl}/p/102/sp/10200/playManifest/entryId/0_lec01abc/format/applehttp/a.m3u8`
    const response = await fetch(address, { headers: { 'x-kaltura-ks': await viewerKs('0_lec01abc') } })
    expect(response.status).toBe(200)
  })
})

describe('the media host', () => {
  test.each([
    ['orbits/360p', 30],
    ['orbits/180p', 30],
    ['tides/360p', 23],
    ['motion/360p', 31],
    ['meeting/360p', 15],
    ['eclipse/480p', 10],
    ['eclipse/360p', 10],
    ['eclipse/180p', 10],
    ['dialogue/360p', 10],
    ['dialogue/audio-eng', 10],
    ['dialogue/audio-deu', 10],
    ['night/180p', 3],
  ])('%s: every address is absolute, and there', async (rendition, files) => {
    const playlist = await (await fetch(`${kaltura.mediaUrl}/clips/${rendition}/index.m3u8`)).text()
    const addresses = [...playlist.matchAll(/^(?!#)(\S+)$|URI="([^"]+)"/gm)].map((match) => match[1] ?? match[2] ?? '')
    const answers = await Promise.all(addresses.map((address) => fetch(address, { method: 'HEAD' })))

    expect(addresses).toHaveLength(files)
    expect(addresses.filter((address) => !address.startsWith(`${kaltura.mediaUrl}/clips/${rendition}/`))).toEqual([])
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
  })

  test.each([
    ['clips/tides/master.m3u8', 'application/vnd.apple.mpegurl'],
    ['clips/orbits/360p/seg-000.ts', 'video/mp2t'],
    ['clips/motion/360p/init.mp4', 'video/mp4'],
    ['clips/motion/360p/seg-029.m4s', 'video/iso.segment'],
    ['clips/dialogue/master.m3u8', 'application/vnd.apple.mpegurl'],
    ['clips/archive/180p/manifest.mpd', 'application/dash+xml'],
    ['entries/0_l1ve01ab/360p/index.m3u8', 'application/vnd.apple.mpegurl'],
  ])('%s has its type, and CORS for everyone', async (path, type) => {
    const { headers } = await fetch(`${kaltura.mediaUrl}/${path}`, { headers: { origin: 'https://x.example' } })
    expect([headers.get('content-type'), headers.get('access-control-allow-origin')]).toEqual([type, '*'])
  })

  test('serves a part of the MP4', async () => {
    const address = `${kaltura.mediaUrl}/clips/welcome/360p/video.mp4`
    const whole = new Uint8Array(await (await fetch(address)).arrayBuffer())
    const part = await fetch(address, { headers: { range: 'bytes=4-11' } })

    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 4-11/${whole.length}`])
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(4, 12))
    expect((await fetch(address, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416)
  })

  test.each([
    'clips/orbits/360p/..%2f..%2f..%2fpackage.json',
    'clips/orbits/360p/still.jpg',
    'clips/..%2f/360p/index.m3u8',
    'clips/welcome/master.m3u8',
    'clips/archive/master.m3u8',
    'clips/eclipse/audio-eng/index.m3u8',
    'entries/..%2f/360p/index.m3u8',
  ])('has no %s', async (path) => {
    expect((await fetch(`${kaltura.mediaUrl}/${path}`)).status).toBe(404)
  })
})

async function manifest(entryId: string, format: string, file: string, more = ''): Promise<Response> {
  const ks = encodeURIComponent(await viewerKs(entryId))
  const path = `playManifest/entryId/${entryId}/protocol/http/format/${format}/${more}ks/${ks}/${file}`
  return fetch(`${kaltura.apiUrl}/p/102/sp/10200/${path}?uiConfId=1&clientTag=html5`, { redirect: 'manual' })
}

function viewerKs(entryId: string): Promise<string> {
  const expiryUnix = Math.floor(Date.now() / 1000) + 60
  return encodeKs({
    partnerId: 102,
    secret: kaltura.adminSecret,
    userId: 'alice',
    type: 0,
    expiryUnix,
    privileges: privileges({ sview: [entryId] }),
  })
}
