import { describe, expect, test } from 'vitest'
import { resolveMedia } from './upstream.ts'

const mappings = [
  { prefix: '/kaltura', origin: 'https://www.kaltura.com' },
  { prefix: '/kaltura-media', origin: 'https://cdn.example' },
]
const start = new URL('https://www.kaltura.com/p/1/playManifest/entryId/0_a/a.m3u8')
const m3u8 = { 'content-type': 'application/vnd.apple.mpegurl' }
const to = (location: string) => new Response(null, { status: 302, headers: { location } })

/** Resolves against answers by address; every address asked for is kept. */
function resolving(answers: Record<string, () => Response>) {
  const asked: string[] = []
  const fetch = async (address: URL | RequestInfo) => {
    asked.push(String(address))
    return answers[String(address)]?.() ?? new Response('no', { status: 404 })
  }
  return { asked, outcome: resolveMedia(start, { fetch, mappings }) }
}

describe('resolveMedia', () => {
  test('follows a redirect to another mapped host and brings the playlist from there', async () => {
    const { outcome } = resolving({
      [start.href]: () => to('https://cdn.example/a/master.m3u8'),
      'https://cdn.example/a/master.m3u8': () => new Response('#EXTM3U', { headers: m3u8 }),
    })

    expect(await outcome).toEqual({ kind: 'playlist', text: '#EXTM3U', from: new URL('https://cdn.example/a/master.m3u8') })
  })

  test('hands a media file on without touching it', async () => {
    const { outcome, asked } = resolving({ [start.href]: () => to('https://cdn.example/a/video.mp4') })

    expect(await outcome).toEqual({ kind: 'media', at: new URL('https://cdn.example/a/video.mp4') })
    expect(asked).toHaveLength(1)
  })

  test('never asks a host that no mapping covers, however it is led there', async () => {
    const { outcome, asked } = resolving({ [start.href]: () => to('http://169.254.169.254/latest/playlist.m3u8') })

    await expect(outcome).rejects.toMatchObject({ code: 'media.unmapped-host', status: 502 })
    expect(asked).toEqual([start.href])
  })

  test('gives up on a circle', async () => {
    const { outcome, asked } = resolving({ [start.href]: () => to(start.href) })

    await expect(outcome).rejects.toMatchObject({ code: 'media.redirects' })
    expect(asked.length).toBeLessThan(10)
  })

  test('says that Kaltura refused, without what it asked for', async () => {
    const { outcome } = resolving({})

    await expect(outcome).rejects.toMatchObject({ code: 'media.refused', status: 403 })
    await expect(outcome).rejects.not.toThrow(/playManifest/)
  })

  test('does not swallow a playlist without end', async () => {
    const huge = () => new Response(new Uint8Array(5 * 1024 * 1024), { headers: m3u8 })
    const { outcome } = resolving({ [start.href]: huge })

    await expect(outcome).rejects.toMatchObject({ code: 'request.too-large' })
  })
})
