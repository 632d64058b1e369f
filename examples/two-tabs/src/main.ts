import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { attachRooms } from '@kaltura-discord/server/rooms'

const { FILM = new URL('../../../packages/sandbox/media/welcome/360p/video.mp4', import.meta.url), PORT = '3000' } = process.env
const files = new Map([
  ['/', { type: 'text/html; charset=utf-8', path: new URL('../index.html', import.meta.url) }],
  ['/synchronize.js', { type: 'text/javascript', path: new URL(import.meta.resolve('@kaltura-discord/sync/synchronize.min.js')) }],
  ['/film.mp4', { type: 'video/mp4', path: FILM }],
])

const http = createServer(async ({ url = '/' }, response) => {
  const file = files.get(url)
  if (file) response.writeHead(200, { 'content-type': file.type }).end(await readFile(file.path))
  else response.writeHead(404).end()
})

// Everybody is welcome here, under the name that their tab gives itself. A site of yours asks who a ticket belongs to.
attachRooms(http, {
  verify: async (tab) => ({
    kind: 'pass',
    pass: { room: 'lobby', mediaId: 'film', member: { id: tab, name: 'Somebody', mayControl: true }, expiresAtMs: Date.now() + 60_000 },
  }),
})

http.listen(Number(PORT), '127.0.0.1', () =>
  process.stdout.write(`Open this in two tabs: http://localhost:${(http.address() as AddressInfo).port}\n`),
)
