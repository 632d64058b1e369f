import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { parseByteRange } from './byte-range.ts'
import { type Clip, clips, type Rendition } from './clips.ts'
import { kalturaCors } from './cors.ts'
import { absolutePlaylist, masterPlaylist, renditionUrl } from './playlists.ts'

const contentTypes: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  ts: 'video/mp2t',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
}

/** Only names that the clips consist of; nothing else of the disk can be asked for. */
const fileName = /^(?:index\.m3u8|init\.mp4|video\.mp4|seg-\d{3}\.(?:ts|m4s))$/

/** The media host: playlists with absolute addresses, segments, and files with byte ranges. It asks for no KS, as a CDN behind playManifest doesn't. */
export function createMediaHost(options: { mediaUrl: string; folder: string }): Hono {
  const app = new Hono()
  app.use(kalturaCors())

  app.get('/clips/:clip/master.m3u8', (c) => {
    const clip = findClip(c.req.param('clip'))
    if (!clip || clip.container === 'mp4') return c.notFound()
    return c.body(masterPlaylist(clip, options.mediaUrl), 200, { 'content-type': 'application/vnd.apple.mpegurl' })
  })

  app.get('/clips/:clip/:rendition/:file', async (c) => {
    const clip = findClip(c.req.param('clip'))
    const rendition = clip?.renditions.find(({ name }) => name === c.req.param('rendition'))
    const file = c.req.param('file')
    if (!clip || !rendition || !fileName.test(file)) return c.notFound()
    const bytes = await read(clip, rendition, file)
    return bytes ? partOf(bytes, file, c.req.header('range')) : c.notFound()
  })
  return app

  async function read(clip: Clip, rendition: Rendition, file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = await readFile(join(options.folder, clip.id, rendition.name, file)).catch(() => undefined)
    if (!bytes || !file.endsWith('.m3u8')) return bytes && new Uint8Array(bytes)
    return new TextEncoder().encode(absolutePlaylist(bytes.toString(), renditionUrl(clip, rendition, options.mediaUrl)))
  }
}

function findClip(id: string): Clip | undefined {
  return Object.values(clips).find((clip) => clip.id === id)
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
