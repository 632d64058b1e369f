import { z } from 'zod'

/** What the Kaltura player asks of the API before it plays (seen from player 3.17.95). The door forwards these and nothing else. */
const allowed = new Set([
  'session.startwidgetsession',
  'user.get',
  'baseentry.list',
  'baseentry.getplaybackcontext',
  'metadata_metadata.list',
  'livestream.islive',
  'livestream.get',
  'caption_captionasset.servewebvtt',
])

const withKs = z.object({ ks: z.string().max(4096) })

const part = z.object({ service: z.string().max(60), action: z.string().max(60) }).loose()

/**
 * Whether a POST under `/api_v3` is one that a player makes: `/service/user/action/get`, or a multirequest of at most eight such calls.
 * @param path below the door, such as `/api_v3/service/multirequest`.
 */
export function isPlayerCall(path: string, body: unknown): boolean {
  const single = /^\/api_v3\/service\/(\w+)\/action\/(\w+)$/.exec(path)
  if (single) return allowed.has(`${single[1]}.${single[2]}`.toLowerCase())
  if (path !== '/api_v3/service/multirequest' || typeof body !== 'object' || body === null) return false
  const parts = Object.entries(body).filter(([key]) => /^\d+$/.test(key))
  return (
    parts.length > 0 &&
    parts.length <= 8 &&
    parts.every(([, value]) => {
      const call = part.safeParse(value)
      return call.success && allowed.has(`${call.data.service}.${call.data.action}`.toLowerCase())
    })
  )
}

/** The KS that a player asks with: its own, not one that an earlier part of the same multirequest would give (`{1:result:ks}`). */
export function ksOfCall(body: unknown): string | undefined {
  const parts = typeof body === 'object' && body !== null ? [...Object.values(body), body] : []
  return parts.map((each) => withKs.safeParse(each).data?.ks).find((ks) => ks !== undefined && ks !== '' && !ks.startsWith('{'))
}

/** The same call with `ks` wherever it says `said`. */
export function callWithKs(body: unknown, said: string, ks: string): unknown {
  const replaced = (part: unknown) => (withKs.safeParse(part).data?.ks === said ? { ...(part as object), ks } : part)
  if (typeof body !== 'object' || body === null) return body
  return replaced(Object.fromEntries(Object.entries(body).map(([key, part]) => [key, replaced(part)])))
}

const exception = z.object({ code: z.literal('INVALID_KS') })

/** Whether Kaltura refused the KS, of the whole call or of a part. */
export function refusedKs(answer: unknown): boolean {
  return [answer].flat().some((part) => exception.safeParse(part).success)
}
