import { type DecodedKs, decodeKs, encodeKs, type KsContent, type KsType, ksSecrets, ksType } from '@kaltura-discord/kaltura/ks'
import type { CatalogueEntry } from './entry.ts'
import { createRevocations } from './revocations.ts'

/** What the bearer of a KS may do. */
export interface Bearer {
  /** `''` for nobody in particular. */
  userId: string
  admin: boolean
  /** As it was shown, and what it says. */
  ks: string
  content: KsContent
  /** Whether the KS has the privilege for `value`, for everything (`*`), or has all privileges there are. */
  allows(privilege: string, value: string): boolean
}

export type KsJudgement = { kind: 'accepted'; bearer: Bearer } | { kind: 'refused'; why: 'malformed' | 'invalid' }

/** What a new KS shall say. `privileges` are in Kaltura's notation. */
export interface KsGrant {
  userId: string | null
  type: KsType
  expiryUnix: number
  privileges: string
}

/** Makes every KS of the account, and judges every KS that is shown to the sandbox's Kaltura. */
export interface KsGate {
  /** The KS that Kaltura gives to anyone who asks: it plays what is public. */
  widgetKs(expiresInS: number): Promise<string>
  /** @throws InvalidInputError (core) for a user or privileges that no KS can hold. */
  issue(grant: KsGrant): Promise<string>
  judge(ks: string, use: { uri: string }): Promise<KsJudgement>
  /** What a KS of the account says, even one that has expired; `undefined` for anything else. */
  read(ks: string): Promise<KsContent | undefined>
  /** Refuses this KS from now on, and every other one with its `sessionid`; a widget session survives, as at Kaltura. */
  revoke(bearer: Bearer): void
}

/** @param options.adminSecrets the first one signs, each one is believed. */
export function createKsGate(options: { partnerId: number; adminSecrets: readonly [string, ...string[]]; now: () => number }): KsGate {
  const { partnerId, adminSecrets, now } = options
  const secrets = ksSecrets({ [partnerId]: adminSecrets })
  const revocations = createRevocations(now)
  const issue = (grant: KsGrant) => encodeKs({ partnerId, secret: adminSecrets[0], ...grant })
  return {
    issue,
    widgetKs(expiresInS) {
      const expiryUnix = Math.floor(now() / 1000) + expiresInS
      return issue({ userId: null, type: ksType.user, expiryUnix, privileges: 'view:*,widget:1' })
    },
    async judge(ks, { uri }) {
      const judged = judgementOf(ks, await decodeKs(ks, { secrets, partnerId, now, uri, ip: '127.0.0.1' }))
      if (judged.kind === 'accepted' && !isWidgetSession(judged.bearer) && revocations.holds(judged.bearer))
        return { kind: 'refused', why: 'invalid' }
      return judged
    },
    async read(ks) {
      const decoded = await decodeKs(ks, { secrets, partnerId, now })
      return decoded.status === 'INVALID_STR' ? undefined : decoded.content
    },
    revoke: revocations.add,
  }
}

function judgementOf(ks: string, decoded: DecodedKs): KsJudgement {
  if (decoded.status === 'INVALID_STR') return { kind: 'refused', why: 'malformed' }
  if (decoded.status !== 'OK') return { kind: 'refused', why: 'invalid' }
  const { content } = decoded
  const holds = (privilege: string, value: string) => {
    const values = content.privilegeValues.get(privilege) ?? []
    return values.includes(value) || values.includes('*')
  }
  const allows = (privilege: string, value: string) => holds(privilege, value) || holds('all', '*')
  return { kind: 'accepted', bearer: { userId: content.userId, admin: content.type !== ksType.user, ks, content, allows } }
}

/** kaltura/server kSessionBase::isWidgetSession. */
function isWidgetSession({ userId, admin, content }: Bearer): boolean {
  return !admin && (userId === '' || userId === '0') && (content.privilegeValues.get('widget') ?? []).includes('1')
}

/** Whether an entry may be played: a public one by anyone, a protected one with `sview` for it; an ADMIN KS passes access control, as at Kaltura. */
export function mayPlay(entry: CatalogueEntry, bearer: Bearer | undefined): boolean {
  if (entry.access === 'public') return true
  return bearer !== undefined && (bearer.admin || bearer.allows('sview', entry.id))
}
