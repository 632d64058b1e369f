import type { KsGrant, KsIssuer } from '@kaltura-discord/core'
import { leastKsOf } from './least-privileges.ts'

/** What may be written down of a KS: everything but the KS. */
export interface KsIssue {
  grant: KsGrant['kind']
  /** The names of its privileges, without their values. */
  privileges: readonly string[]
  /** The entry of a viewer, or of a meeting. */
  entryId?: string | undefined
  expiresAtMs: number
}

/** Gives nobody a KS before it was told; what `tell` throws is thrown, and that KS is dropped. */
export function createToldKsIssuer(issuer: KsIssuer, tell: (issue: KsIssue) => Promise<void>): KsIssuer {
  return {
    async issue(grant, options) {
      const issued = await issuer.issue(grant, options)
      await tell({ grant: grant.kind, privileges: privilegesOf(grant), entryId: entryOf(grant), expiresAtMs: issued.expiresAtMs })
      return issued
    },
  }
}

/** The names of the privileges that a grant becomes, in the order of the table. */
export function privilegesOf(grant: KsGrant): string[] {
  return Object.keys(leastKsOf(grant).privileges)
}

function entryOf(grant: KsGrant): string | undefined {
  if ('entryId' in grant) return grant.entryId
  return 'place' in grant && grant.place.kind === 'entry' ? grant.place.id : undefined
}
