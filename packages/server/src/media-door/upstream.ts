import type { UrlMapping } from '../connection.ts'
import { readBody } from '../http/body.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { isPlaylist } from './mapped-address.ts'

export interface UpstreamOptions {
  fetch: typeof fetch
  mappings: readonly UrlMapping[]
  timeoutMs?: number
}

const maxRedirects = 5
const playlistLimitBytes = 4 * 1024 * 1024

export type Upstream =
  /** A playlist, and where it finally came from. */
  | { kind: 'playlist'; text: string; from: URL }
  /** Something the browser should fetch itself, through a mapping. */
  | { kind: 'media'; at: URL }

/**
 * Follows Kaltura's redirects until there is a playlist or a media file, never leaving the mapped hosts.
 * @throws RequestProblem when Kaltura refuses, or sends us somewhere that no URL mapping covers.
 */
export async function resolveMedia(start: URL, { fetch, mappings, timeoutMs = 10_000 }: UpstreamOptions): Promise<Upstream> {
  let address = start
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    if (!mappings.some((line) => line.origin === address.origin)) {
      throw new RequestProblem('media.unmapped-host', { values: { host: address.host } })
    }
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) }).catch(() => {
      throw new RequestProblem('media.unreachable')
    })
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location) {
      await response.body?.cancel()
      address = new URL(location, address)
      if (!isPlaylist(address) && !address.pathname.includes('/playManifest/')) return { kind: 'media', at: address }
      continue
    }
    if (!response.ok) {
      await response.body?.cancel()
      throw new RequestProblem('media.refused')
    }
    if (!/mpegurl/i.test(response.headers.get('content-type') ?? '') && !isPlaylist(address)) {
      await response.body?.cancel()
      return { kind: 'media', at: address }
    }
    return { kind: 'playlist', text: new TextDecoder().decode(await readBody(response, playlistLimitBytes)), from: address }
  }
  throw new RequestProblem('media.redirects')
}
