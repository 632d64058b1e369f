import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { parseByteRange } from './byte-range.ts'
import type { Catalogue } from './catalogue.ts'
import { type Clip, clips } from './clips.ts'
import { kalturaCors } from './cors.ts'
import { livePlaylist } from './live/live-playlist.ts'
import { absolutePlaylist, masterPlaylist, renditionUrl } from './playlists.ts'
import { loopPlaylist } from './videos/loop-playlist.ts'

const contentTypes: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  ts: 'video/mp2t',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
}

/** Only names that the clips consist of; nothing else of the disk can be asked for. */
const fileName = /^(?:index\.m3u8|manifest\.mpd|init\.mp4|video\.mp4|seg-\d{3}\.(?:ts|m4s))$/

interface MediaHostOptions {
  mediaUrl: string
  folder: string
  catalogue: Catalogue
  /** Milliseconds since 1970: where a live stream is. */
  now: () => number
}

/** The media host: playlists with absolute addresses, segments, and files with byte ranges. It asks for no KS, as a CDN behind playManifest doesn't. */
export function createMediaHost({ mediaUrl, folder, catalogue, now }: MediaHostOptions): Hono {
  const app = new Hono()
  app.use(kalturaCors())

  app.get('/clips/:clip/master.m3u8', (c) => {
    const clip = findClip(c.req.param('clip'))
    if (!clip || !['ts', 'fmp4'].includes(clip.container)) return c.notFound()
    const url = (part: Parameters<typeof renditionUrl>[1]) => `${renditionUrl(clip, part, mediaUrl)}/index.m3u8`
    return playlist(masterPlaylist({ clip, renditionUrl: url, soundUrl: url }))
  })

  app.get('/clips/:clip/:part/:file', async (c) => {
    const clip = findClip(c.req.param('clip'))
    const part = [...(clip?.renditions ?? []), ...(clip?.sounds ?? [])].find(({ name }) => name === c.req.param('part'))
    const file = c.req.param('file')
    if (!clip || !part || !fileName.test(file)) return c.notFound()
    const bytes = await readFile(join(folder, clip.id, part.name, file)).catch(() => undefined)
    if (!bytes) return c.notFound()
    if (file.endsWith('.m3u8')) return playlist(absolutePlaylist(bytes.toString(), renditionUrl(clip, part, mediaUrl)))
    return partOf(new Uint8Array(bytes), file, c.req.header('range'))
  })

  app.get('/entries/:entry/:rendition/index.m3u8', (c) => {
    const entry = catalogue.find(c.req.param('entry'))
    const clip = entry?.clip
    const rendition = clip?.renditions.find(({ name }) => name === c.req.param('rendition'))
    if (!clip || !rendition) return c.notFound()
    if (entry.live?.kind === 'on-air')
      return playlist(livePlaylist({ clip, rendition }, { sinceMs: entry.live.sinceMs, nowMs: now(), mediaUrl }))
    return entry.loopedForS === undefined ? c.notFound() : playlist(loopPlaylist({ clip, rendition }, entry.loopedForS, mediaUrl))
  })
  return app
}

function findClip(id: string): Clip | undefined {
  return Object.values(clips).find((clip) => clip.id === id)
}

function playlist(lines: string): Response {
  return new Response(lines, { headers: { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' } })
}

function partOf(bytes: Uint8Array<ArrayBuffer>, file: string, rangeHeader: string | undefined): Response {
  const size = bytes.byteLength
  const type = contentTypes[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  const headers = { 'content-type': type, 'accept-ranges': 'bytes', 'cache-control': 'no-store' }
  const range = parseByteRange(rangeHeader, size)
  if (range.kind === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } })
  if (range.kind === 'whole') return new Response(bytes, { headers: { ...headers, 'content-length': `${size}` } })

  const part = bytes.slice(range.start, range.end + 1)
  const described = { ...headers, 'content-length': `${part.byteLength}`, 'content-range': `bytes ${range.start}-${range.end}/${size}` }
  return new Response(part, { status: 206, headers: described })
}
