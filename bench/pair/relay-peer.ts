import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

/**
 * The peer: what most watch parties do. The host's player is broadcast on each event and every 5 s; a viewer seeks when it is more than 2 s off.
 * No clock, no scheduled start, no rate (the algorithm of several published tools, with a transport that works).
 */
export async function openRelayPeer(clip: string) {
  const bytes = readFileSync(clip)
  const sockets = new Set<WebSocket>()
  const http = createServer((request, response) => {
    if (request.url?.startsWith('/clip.mp4')) {
      const [, from = '0'] = /bytes=(\d+)-/.exec(request.headers.range ?? '') ?? []
      const start = Number(from)
      response.writeHead(206, {
        'content-type': 'video/mp4',
        'accept-ranges': 'bytes',
        'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
        'content-length': bytes.length - start,
      })
      response.end(bytes.subarray(start))
      return
    }
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(page)
  })
  const relay = new WebSocketServer({ server: http })
  relay.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (data) => {
      for (const other of sockets) if (other !== socket) other.send(data.toString())
    })
  })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  const address = http.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close() {
      for (const socket of sockets) socket.terminate()
      http.close()
    },
  }
}

const page = `<!doctype html><meta charset="utf-8"><style>body{margin:0}video{width:100%}</style><video src="/clip.mp4" preload="auto" muted playsinline></video>
<script type="module">
const video = document.querySelector('video'), host = location.hash === '#host'
const socket = new WebSocket(location.origin.replace('http', 'ws'))
const tell = () => socket.send(JSON.stringify({ positionS: video.currentTime, playing: !video.paused }))
if (host) {
  for (const name of ['play', 'pause', 'seeked']) video.addEventListener(name, tell)
  setInterval(tell, 5000)
} else socket.onmessage = ({ data }) => {
  const { positionS, playing } = JSON.parse(data)
  if (Math.abs(video.currentTime - positionS) > 2) video.currentTime = positionS
  if (playing && video.paused) video.play()
  if (!playing && !video.paused) video.pause()
}
socket.onopen = () => document.body.dataset.open = ''
</script>`
