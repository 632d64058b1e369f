import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type Caller, callerOf } from './account/access.ts'
import type { AccountRecords } from './account/account-records.ts'
import type { Account } from './account.ts'
import type { Analytics } from './analytics/collect.ts'
import type { Action } from './api/actions.ts'
import { createApiV3 } from './api/api-v3.ts'
import { createCaptionHost } from './captions/caption-host.ts'
import type { Catalogue } from './catalogue.ts'
import { kalturaCors } from './cors.ts'
import { externalError } from './external-error.ts'
import type { KsGate } from './ks-gate.ts'
import { pathParameters } from './path-parameters.ts'
import { playManifest } from './play-manifest.ts'

export interface ApiHostOptions {
  account: Account
  catalogue: Catalogue
  gate: KsGate
  records: AccountRecords
  /** Further actions of API v3. */
  plugins: ReadonlyMap<string, Action>
  analytics: Analytics
  /** Milliseconds since 1970. */
  now: () => number
  /** Folder of the clips, for their stills. */
  folder: string
  /** File of the real player, or `undefined` when it isn't installed. */
  playerScripts: readonly string[]
  log: (line: string) => void
}

/** What cdnapisec.kaltura.com is in the real world: API v3, playManifest, thumbnails and the player's script; and what analytics.kaltura.com is. */
export function createApiHost(options: ApiHostOptions): Hono {
  const { account, catalogue, gate, records, plugins, analytics, now, folder, playerScripts, log } = options
  const app = new Hono()
  app.use(kalturaCors())
  app.route('/api_v3', analytics.routes)
  app.route('/api_v3', createCaptionHost({ catalogue, gate, records }))
  app.route('/api_v3/index.php', createCaptionHost({ catalogue, gate, records }))
  app.route('/api_v3', createApiV3({ account, catalogue, gate, records, plugins, now, log }))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    log(`the sandbox's Kaltura failed: ${error.name}`)
    return c.text('The sandbox failed to answer.', 500)
  })

  app.use('/p/:partner/*', async (c, next) =>
    c.req.param('partner') === `${account.partnerId}` ? next() : externalError('partnerNotFound'),
  )
  for (const partner of ['/p/:partner/sp/:sub', '/p/:partner']) {
    app.get(`${partner}/playManifest/*`, (c) => {
      const ks = c.req.query('ks') ?? c.req.header('x-kaltura-ks')
      const request = { path: after(c.req.path, '/playManifest'), ks, uri: c.req.path, caller: callerOfManifest(c.req.raw) }
      return playManifest(request, { account, catalogue, gate, records, now })
    })
    app.get(`${partner}/thumbnail/*`, (c) => still(pathParameters(after(c.req.path, '/thumbnail'))))
    app.get(`${partner}/embedPlaykitJs/*`, () => player())
  }
  return app

  /** Whatever size is asked for, the same picture: only the row of a hundred small ones (for the seek bar) is another. */
  async function still(parameters: ReadonlyMap<string, string>): Promise<Response> {
    const entry = catalogue.find(parameters.get('entry_id') ?? '')
    if (!entry) return externalError('entryNotFound')
    const file = parameters.get('vid_slices') === '100' ? 'slices.jpg' : 'still.jpg'
    const bytes = await readFile(join(folder, entry.clip?.id ?? 'welcome', file))
    return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg', 'cache-control': 'max-age=60' } })
  }

  async function player(): Promise<Response> {
    if (playerScripts.length === 0) {
      const words =
        'The Kaltura player is not installed. It is AGPL, so nothing brings it along: npm install --save-dev @playkit-js/kaltura-player-js@3.17.95\n'
      return new Response(words, { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } })
    }
    const scripts = await Promise.all(playerScripts.map((path) => readFile(path, 'utf8')))
    return new Response(scripts.join('\n;'), {
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'max-age=60' },
    })
  }
}

/** A player says in the query (in base64) on which page it stands; without that the header counts. */
function callerOfManifest({ url, headers }: Request): Caller {
  const said = new URL(url).searchParams.get('referrer')
  const caller = callerOf(headers)
  return said ? { ...caller, referrer: Buffer.from(said, 'base64').toString() } : caller
}

function after(path: string, marker: string): string {
  return path.slice(path.indexOf(marker) + marker.length)
}
