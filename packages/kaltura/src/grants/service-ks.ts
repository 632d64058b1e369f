import { encodeKs } from '../ks/encode-ks.ts'
import { privileges } from '../ks/privileges.ts'
import { leastPrivileges } from './least-privileges.ts'

export interface ServiceKsOptions {
  partnerId: number
  secret: string
  /** Milliseconds since 1970. */
  now: () => number
  /** How the KS names us in Kaltura's audit and analytics. */
  userId?: string
}

/** With less than this of life left a KS is replaced: more than any call may take. */
const renewBeforeMs = 2 * 60_000

/**
 * The KS with which our own server reads the catalogue: made here, kept for minutes, renewed before it dies. Give it to `createKalturaClient` as `ks`.
 *
 * Many callers at once share one making. A failed making is forgotten, so that the next caller tries again.
 */
export function createServiceKs({ partnerId, secret, now, userId = 'kaltura-discord' }: ServiceKsOptions): () => Promise<string> {
  const { type, lifetimeMs, privileges: least } = leastPrivileges.catalogue
  let current: { ks: Promise<string>; expiresAtMs: number } | undefined

  return () => {
    const atMs = now()
    // A clock that was set back would otherwise let us keep a KS for much longer than it was meant to live.
    if (current && atMs < current.expiresAtMs - renewBeforeMs && atMs >= current.expiresAtMs - lifetimeMs - 1000) return current.ks

    const expiryUnix = Math.floor((atMs + lifetimeMs) / 1000)
    const ks = encodeKs({ partnerId, secret, userId, type, expiryUnix, privileges: privileges(least()) })
    const made = { ks, expiresAtMs: expiryUnix * 1000 }
    current = made
    ks.catch(() => {
      if (current === made) current = undefined
    })
    return ks
  }
}
