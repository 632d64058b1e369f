import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { Transform } from 'node:stream'
import { moveOrigin, responseHeaders } from './headers.ts'
import type { Visitor } from './visitor.ts'
import { withClockScript } from './wrong-clock.ts'

/** What one request of a person's browser is like for the target, and its answer for them. */
export interface Visit {
  ask(headers: OutgoingHttpHeaders): OutgoingHttpHeaders
  answer(headers: IncomingHttpHeaders): { headers: OutgoingHttpHeaders; body: readonly Transform[] }
  /** The same for the raw header lines of an upgrade. */
  joined(lines: readonly string[]): readonly string[]
}

/** @param options.origin the activity's one origin, which is all that a target ever hears of */
export function visitOf(options: { visitor: Visitor; path: string; origin: string; log: (line: string) => void }): Visit {
  const { visitor, path, origin, log } = options
  const aheadMs = visitor.client().clockOffsetMs

  const keep = (cookie: string): void => {
    const dropped = visitor.jar.take(cookie, path)
    if (dropped === undefined || visitor.toldOf.has(dropped)) return
    visitor.toldOf.add(dropped)
    log(
      `The cookie ${dropped} was dropped: in ${visitor.name}’s Discord only cookies with SameSite=None, Secure and Partitioned survive, at most 4,096 characters long.`,
    )
  }

  return {
    ask({ cookie: _browsers, ...headers }) {
      const cookie = visitor.jar.header(path)
      // A page that gets another script must arrive in plain text.
      const plain = aheadMs === 0 ? {} : { 'accept-encoding': 'identity' }
      return moveOrigin({ ...headers, ...plain, ...(cookie === undefined ? {} : { cookie }) }, visitor.origin, origin)
    },
    answer({ 'set-cookie': cookies = [], ...from }) {
      for (const cookie of cookies) keep(cookie)
      const isPage = (from['content-type'] ?? '').toLowerCase().startsWith('text/html')
      const isWritten = isPage && aheadMs !== 0 && from['content-encoding'] === undefined
      const { 'content-length': length, ...headers } = responseHeaders(from, visitor.policy)
      const kept = isWritten || length === undefined ? headers : { ...headers, 'content-length': length }
      return { headers: moveOrigin(kept, origin, visitor.origin), body: isWritten ? [withClockScript(aheadMs)] : [] }
    },
    joined(lines) {
      return lines.filter((line) => {
        const [, cookie] = /^set-cookie:\s*(.*)$/i.exec(line) ?? []
        if (cookie !== undefined) keep(cookie)
        return cookie === undefined
      })
    },
  }
}

/** Somebody who is no member's window, such as a person who opened the activity's address outside Discord: what Discord's proxy does, no more. */
export function strangersVisit(policy: string): Visit {
  return {
    ask: (headers) => headers,
    answer: (headers) => ({ headers: responseHeaders(headers, policy), body: [] }),
    joined: (lines) => lines,
  }
}
