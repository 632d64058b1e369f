import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { resolve } from 'node:path'
import { attachRooms } from '@kaltura-discord/server/rooms'
import { build } from 'esbuild'
import { scriptModule } from '../../../packages/sync/scripts/script-module.ts'
import { codedFilm } from '../../../test/coded-film.ts'
import { openSlowNetwork } from '../../slow-network.ts'
import { installPeers } from '../npm-peers.ts'
import { picture } from './camera.ts'
import { attachRelay } from './relay.ts'
import type { Delays } from './setting.ts'

export interface Stage {
  /** The page with four clients of one contender, each on an origin of its own, in a new room. */
  wallUrl(contender: string, delays: Delays, random: () => number): Promise<string>
  close(): void
}

/** Addresses of one machine that are different sites to a browser: one process each, as an Activity's frame has. */
const wallHost = '127.0.0.1'
const clientHosts = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5']

/** Serves pages, film and rooms; each client reaches the rooms over a slow network of its own. The rooms are the production gate, attached as anybody would. */
export async function openStage(): Promise<Stage> {
  const files = await pageFiles()
  const answer: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stage')
    const file = files[pathname]
    response.writeHead(file ? 200 : 404, file ? { 'content-type': file.type } : {}).end(file?.body)
  }
  const servers = [await listening(createServer(answer), 0, wallHost)]
  const port = portOf(servers[0])
  for (const host of clientHosts) servers.push(await listening(createServer(answer), port, host))
  const http = await listening(createServer(), 0, wallHost)
  const rooms = attachRooms(http, { origins: 'any', verify: judge })
  attachRelay(http)
  const target = new URL(`http://${wallHost}:${portOf(http)}`)
  let networks: { close(): void }[] = []
  let walls = 0

  return {
    async wallUrl(contender, delays, random) {
      for (const network of networks) network.close()
      networks = []
      walls += 1
      const exponential = (mean: number) => -mean * Math.log(1 - random())
      const clients: string[] = []
      for (const [index, { upMs, downMs, jitterMs, dateOffsetMs }] of delays.clients.entries()) {
        const way = (leastMs: number) => () => leastMs + exponential(jitterMs)
        const network = await openSlowNetwork(target, [{ upMs: way(upMs), downMs: way(downMs) }])
        networks.push(network)
        const asked = new URLSearchParams({
          contender,
          socket: `${network.url.replace('http', 'ws')}/rooms`,
          ticket: `${walls}/c${index}`,
          dateOffset: `${dateOffsetMs}`,
        })
        clients.push(`http://${clientHosts[index]}:${port}/client?${asked}`)
      }
      files['/wall'] = { type: 'text/html', body: wallPage(clients) }
      return `http://${wallHost}:${port}/wall`
    },
    close() {
      for (const network of networks) network.close()
      void rooms.close()
      for (const server of [http, ...servers]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

/** A ticket is `<room>/<member>`; the first client has the remote. */
async function judge(ticket: string) {
  const [room = '', id = ''] = ticket.split('/')
  const member = { id, name: id, mayControl: id === 'c0' }
  return { kind: 'pass' as const, pass: { room, mediaId: 'film', member, firstHost: 'c0', expiresAtMs: Date.now() + 60_000 } }
}

async function pageFiles(): Promise<Record<string, { type: string; body: Uint8Array | string }>> {
  const script = async (entry: { entryPoints: string[] } | { stdin: { contents: string; resolveDir: string } }) => {
    const { outputFiles } = await build({
      ...entry,
      bundle: true,
      write: false,
      format: 'esm',
      conditions: ['@kaltura-discord/source'],
    })
    return { type: 'text/javascript', body: outputFiles[0]?.contents ?? '' }
  }
  const peers = installPeers()
  return {
    '/client': {
      type: 'text/html',
      body: `<!doctype html><style>body{margin:0;background:#000}</style><video width="${picture.width}" height="${picture.height}" playsinline></video><script type="module" src="/client.js"></script>`,
    },
    '/client.js': await script({ entryPoints: [resolve(import.meta.dirname, 'page/client.ts')] }),
    '/synchronize.min.js': { type: 'text/javascript', body: await scriptModule() },
    '/timingsrc.js': await script({
      stdin: { contents: "export { setTimingsrc } from 'timingsrc'; export { TimingObject } from 'timing-object'", resolveDir: peers },
    }),
    '/film': { type: 'video/mp4', body: codedFilm() },
  }
}

function wallPage(clients: readonly string[]): string {
  const frames = clients.map((url, index) => `<iframe name="c${index}" src="${url.replaceAll('&', '&amp;')}" allow="autoplay"></iframe>`)
  const style = `body{margin:0;background:#000;display:grid;grid-template-columns:repeat(${picture.columns},${picture.width}px)}iframe{border:0;width:${picture.width}px;height:${picture.height}px}`
  return `<!doctype html><style>${style}</style>${frames.join('')}`
}

async function listening(server: Server, port: number, host: string): Promise<Server> {
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

function portOf(server: Server | undefined): number {
  const address = server?.address()
  return typeof address === 'object' && address ? address.port : 0
}
