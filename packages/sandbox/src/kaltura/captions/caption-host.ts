import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { type Caller, callerOf, judgeAccess } from '../account/access.ts'
import { accessContext } from '../account/access-profile.ts'
import type { AccountRecords } from '../account/account-records.ts'
import { type ApiException, isApiException, refusals } from '../api/exception.ts'
import type { Catalogue } from '../catalogue.ts'
import { durationS } from '../entry.ts'
import { externalError } from '../external-error.ts'
import type { Bearer, KsGate } from '../ks-gate.ts'
import { pathParameters } from '../path-parameters.ts'
import { type Caption, captionFile, webVttPlaylist, webVttSegment } from './caption.ts'
import { findCaption } from './caption-asset.ts'
import { captionErrors } from './caption-errors.ts'

const scalars = z.record(z.string(), z.union([z.string(), z.number().transform(String)]).catch('')).catch({})

interface CaptionHostOptions {
  catalogue: Catalogue
  gate: KsGate
  records: AccountRecords
}

/** Below `/api_v3` and `/api_v3/index.php`, in the ways that Kaltura itself and its clients write it. */
const action = '/service/:service{[cC]aption_[cC]aption[aA]sset}/action/:action{serve\\w*}'

/**
 * What players fetch from `caption_captionAsset`: `serve`, the file, and `serveWebVTT`, the same as WebVTT, by segments or (`segmentIndex` -1) whole.
 *
 * Parameters stand in the path, in the query or, as JSON, in the body. Without a KS only what is open to everyone is served, as at Kaltura (kaltura/server CaptionAssetService).
 */
export function createCaptionHost({ catalogue, gate, records }: CaptionHostOptions): Hono {
  const app = new Hono()
  for (const path of [action, `${action}/*`]) {
    app.on(['GET', 'POST'], path, bodyLimit({ maxSize: 64 * 1024 }), async (c, next) => {
      const answer = answers.get(`${c.req.param('action')}`.toLowerCase())
      return answer ? serve(c, answer) : next()
    })
  }
  return app

  async function serve(c: Context, answer: Answer): Promise<Response> {
    const parameters = await parametersOf(c)
    const id = parameters.get('captionAssetId')
    if (id === undefined) return xmlException(refusals.missingParameter('captionAssetId'))
    const bearer = await bearerOf(parameters.get('ks') ?? c.req.header('x-kaltura-ks') ?? '', c.req.path)
    if (isApiException(bearer)) return xmlException(bearer)
    const found = findCaption(id, catalogue)
    if (!found) return xmlException(captionErrors.notFound(id))
    if (!mayFetch(found, bearer, callerOf(c.req.raw.headers))) return externalError('restricted')
    return answer(found.caption, { parameters, durationS: durationS(found.entry) })
  }

  async function bearerOf(ks: string, uri: string): Promise<Bearer | undefined | ApiException> {
    if (ks === '') return undefined
    const judged = await gate.judge(ks, { uri })
    return judged.kind === 'accepted' ? judged.bearer : refusals.invalidKs(judged.why === 'malformed' ? ks : 'EXPIRED')
  }

  /** The KS that Kaltura puts into playlists names the entry in its `caption` privilege, and needs no other. */
  function mayFetch({ entry }: NonNullable<ReturnType<typeof findCaption>>, bearer: Bearer | undefined, caller: Caller): boolean {
    if (bearer?.allows('caption', entry.id)) return true
    return !judgeAccess(entry, { ...caller, bearer, context: accessContext.download }, records.accessProfiles).blocked
  }
}

/** Later ones win. A KS may also come in a header. */
async function parametersOf(c: Context): Promise<ReadonlyMap<string, string>> {
  const inBody: unknown = c.req.method === 'POST' ? await c.req.json().catch(() => ({})) : {}
  return new Map([
    ...pathParameters(c.req.path.replace(/^.*?\/action\/\w+/, '')),
    ...Object.entries(c.req.query()),
    ...Object.entries(scalars.parse(inBody)),
  ])
}

type Answer = (caption: Caption, asked: { parameters: ReadonlyMap<string, string>; durationS: number }) => Response

const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['serve', (caption) => text(captionFile(caption), caption.format === 'vtt' ? 'text/vtt' : 'application/x-subrip')],
  [
    'servewebvtt',
    (caption, { parameters, durationS }) => {
      // PHP makes a number of what it can: `3.vtt` is 3.
      const segment = Number.parseInt(parameters.get('segmentIndex') ?? '', 10) || 0
      const seconds = Math.max(1, Number.parseInt(parameters.get('segmentDuration') ?? '', 10) || 30)
      if (segment === 0) return text(webVttPlaylist(durationS, seconds), 'application/x-mpegurl')
      return text(webVttSegment(caption, segment, seconds), 'text/vtt')
    },
  ],
])

function text(words: string, type: string): Response {
  return new Response(words, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' } })
}

/** An exception as the API writes it for whoever asked without `format=1`: XML, with HTTP 200 (kaltura/server KalturaXmlSerializer). */
function xmlException({ code, message, args }: ApiException): Response {
  const items = Object.entries(args).map(
    ([name, value]) =>
      `<item><objectType>KalturaApiExceptionArg</objectType><name>${escaped(name)}</name><value>${escaped(value)}</value></item>`,
  )
  const error = `<error><code>${escaped(code)}</code><message>${escaped(message)}</message><objectType>KalturaAPIException</objectType><args>${items.join('')}</args></error>`
  const xml = `<?xml version="1.0" encoding="utf-8"?><xml><result>${error}</result><executionTime>0.01</executionTime></xml>`
  return new Response(xml, { headers: { 'content-type': 'text/xml', 'cache-control': 'no-store' } })
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
