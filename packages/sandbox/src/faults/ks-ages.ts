import { createHash } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { Faults } from './faults.ts'

/**
 * Which KS are older than an `expire-ks` fault. A KS does not say when it was made, so it is as old as the first time that the sandbox made or
 * saw it: one that was made elsewhere and never shown counts as new. Keeps hashes only.
 */
export interface KsAges {
  /** The sandbox made this KS, or was shown it. */
  seen(ks: string): void
  /** Whether it has to count as expired now. */
  isExpired(ks: string): boolean
}

const remembered = 5_000

export function createKsAges(faults: Faults): KsAges {
  const firstSeen = new Map<string, number>()
  const orders = new Map<string, number>()
  let count = 0

  faults.subscribe((change, { id, kind }) => {
    if (kind !== 'expire-ks') return
    if (change === 'added') orders.set(id, count)
    else orders.delete(id)
  })
  return {
    seen(ks) {
      const key = fingerprint(ks)
      if (firstSeen.has(key)) return
      count += 1
      firstSeen.set(key, count)
      const [oldest] = firstSeen.keys()
      if (oldest !== undefined && firstSeen.size > remembered) firstSeen.delete(oldest)
    },
    isExpired(ks) {
      const number = firstSeen.get(fingerprint(ks))
      return number !== undefined && [...orders.values()].some((last) => number <= last)
    },
  }
}

/** One KS can be written in several ways (padding, alphabet), but has only one meaning in bytes. */
function fingerprint(ks: string): string {
  return createHash('sha256').update(Buffer.from(ks, 'base64')).digest('base64')
}

/** Stands before the media host: an address that carries an expired KS is refused as Kaltura refuses one outside of its API. */
export function refuseExpiredKs(ages: KsAges): (next: RequestListener) => RequestListener {
  return (next) => (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://media')
    const ks = searchParams.get('ks') ?? /\/ks\/([^/]+)/.exec(pathname)?.[1]
    if (ks === undefined || !ages.isExpired(decodeURIComponent(ks))) return next(request, response)
    response.writeHead(404, { 'x-kaltura': 'error-7', 'x-kaltura-app': 'exiting on error 7 - ks is not valid' }).end()
  }
}
