import { readBody } from '../http/body.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { CaptionAddress } from './caption-address.ts'

const limitBytes = 4 * 1024 * 1024

/**
 * Captions from Kaltura: a file, a segment, or the playlist of segments.
 *
 * The KS goes in a body, so that it is in no address on this way either. The path is the one that Kaltura's own KS for captions is restricted to.
 * @throws RequestProblem when Kaltura cannot be reached or refuses; its exceptions come as XML or JSON with HTTP 200.
 */
export async function fetchCaptions(
  { action, rest, ks }: CaptionAddress,
  { serviceUrl, fetch }: { serviceUrl: string; fetch: typeof globalThis.fetch },
): Promise<{ text: string; type: string }> {
  const response = await fetch(`${serviceUrl}/api_v3/index.php/service/caption_captionasset/action/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...pathParameters(rest), ...(ks !== undefined && { ks }) }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new RequestProblem('media.unreachable')
  })
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok || /xml|json|html/i.test(type)) {
    await response.body?.cancel()
    throw new RequestProblem('media.captions-refused')
  }
  const text = new TextDecoder().decode(await readBody(response, limitBytes))
  return { text, type: captionType(text) }
}

/** By what it is, not by what Kaltura calls it: SubRip has had many names. */
function captionType(text: string): string {
  if (text.startsWith('#EXTM3U')) return 'application/vnd.apple.mpegurl'
  return text.startsWith('WEBVTT') ? 'text/vtt; charset=utf-8' : 'text/plain; charset=utf-8'
}

/** `captionAssetId/0_a/segmentIndex/2.vtt` → both parameters. What stands alone at the end is only a file name. */
function pathParameters(rest: string): Record<string, string> {
  const parts = rest.split('/').filter((part) => part !== '')
  const pairs = parts.flatMap((name, index) => (index % 2 === 0 && index + 1 < parts.length ? [[name, parts[index + 1] ?? '']] : []))
  return Object.fromEntries(pairs)
}
