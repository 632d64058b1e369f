import { type DecodedKs, decodeKs, encodeKs, ksSecrets, ksType } from '@kaltura-discord/kaltura/ks'
import type { CatalogueEntry } from './entry.ts'

/** What the bearer of a KS may do. */
export interface Bearer {
  /** `''` for nobody in particular. */
  userId: string
  admin: boolean
  /** Whether the KS has the privilege for `value`, for everything (`*`), or has all privileges there are. */
  allows(privilege: string, value: string): boolean
}

export type KsJudgement = { kind: 'accepted'; bearer: Bearer } | { kind: 'refused'; why: 'malformed' | 'expired' | 'other' }

/** Makes widget sessions, and judges every KS that is shown to the sandbox's Kaltura. */
export interface KsGate {
  /** The KS that Kaltura gives to anyone who asks: it plays what is public. */
  widgetKs(expiresInS: number): Promise<string>
  judge(ks: string, use: { uri: string }): Promise<KsJudgement>
}

export function createKsGate(options: { partnerId: number; adminSecret: string; now: () => number }): KsGate {
  const { partnerId, adminSecret, now } = options
  const secrets = ksSecrets({ [partnerId]: adminSecret })
  return {
    widgetKs(expiresInS) {
      const expiryUnix = Math.floor(now() / 1000) + expiresInS
      return encodeKs({ partnerId, secret: adminSecret, userId: null, type: ksType.user, expiryUnix, privileges: 'view:*,widget:1' })
    },
    async judge(ks, { uri }) {
      return judgementOf(await decodeKs(ks, { secrets, partnerId, now, uri, ip: '127.0.0.1' }))
    },
  }
}

function judgementOf(decoded: DecodedKs): KsJudgement {
  if (decoded.status === 'INVALID_STR') return { kind: 'refused', why: 'malformed' }
  if (decoded.status !== 'OK') return { kind: 'refused', why: decoded.status === 'EXPIRED' ? 'expired' : 'other' }
  const { userId, type, privilegeValues } = decoded.content
  const holds = (privilege: string, value: string) => {
    const values = privilegeValues.get(privilege) ?? []
    return values.includes(value) || values.includes('*')
  }
  const allows = (privilege: string, value: string) => holds(privilege, value) || holds('all', '*')
  return { kind: 'accepted', bearer: { userId, admin: type !== ksType.user, allows } }
}

/** Whether an entry may be played: a public one by anyone, a protected one with `sview` for it; an ADMIN KS passes access control, as at Kaltura. */
export function mayPlay(entry: CatalogueEntry, bearer: Bearer | undefined): boolean {
  if (entry.access === 'public') return true
  return bearer !== undefined && (bearer.admin || bearer.allows('sview', entry.id))
}
