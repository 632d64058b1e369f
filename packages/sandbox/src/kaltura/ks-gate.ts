import { type DecodedKs, decodeKs, encodeKs, type KsContent, type KsType, ksSecrets, ksType } from '@kaltura-discord/kaltura/ks'
import { createActionsLimit } from './actions-limit.ts'
import { createRevocations } from './revocations.ts'

/** What the bearer of a KS may do. */
export interface Bearer {
  /** `''` for nobody in particular. */
  userId: string
  admin: boolean
  /** The session that Kaltura gives to anyone who asks. */
  widget: boolean
  /** As it was shown, and what it says. */
  ks: string
  content: KsContent
  /** Whether the KS has the privilege for `value`, for everything (`*`), or has all privileges there are. */
  allows(privilege: string, value: string): boolean
}

export type KsJudgement = { kind: 'accepted'; bearer: Bearer } | { kind: 'refused'; why: 'malformed' | 'invalid' | 'actions-limit' }

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
  /** Every judgement is a use of a KS that is limited to some, unless it is of the same call (`again`): a multirequest is one use. */
  judge(ks: string, use: { uri: string; again?: boolean }): Promise<KsJudgement>
  /** What a KS of the account says, even one that has expired; `undefined` for anything else. */
  read(ks: string): Promise<KsContent | undefined>
  /** Refuses this KS from now on, and every other one with its `sessionid`; a widget session survives, as at Kaltura. */
  revoke(bearer: Bearer): void
  /** Refuses every KS with this `sessionid`, for a day. */
  revokeSessionId(id: string): void
}

/** Who remembers which KS there were, and may call some of them expired before their time. */
export interface KsWatch {
  seen(ks: string): void
  isExpired(ks: string): boolean
}

/** @param options.adminSecrets the first one signs, each one is believed. */
export function createKsGate(options: {
  partnerId: number
  adminSecrets: readonly [string, ...string[]]
  now: () => number
  watch?: KsWatch | undefined
}): KsGate {
  const { partnerId, adminSecrets, now, watch } = options
  const secrets = ksSecrets({ [partnerId]: adminSecrets })
  const revocations = createRevocations(now)
  const actionsLimit = createActionsLimit()
  const issue = async (grant: KsGrant) => {
    const ks = await encodeKs({ partnerId, secret: adminSecrets[0], ...grant })
    watch?.seen(ks)
    return ks
  }
  return {
    issue,
    widgetKs(expiresInS) {
      const expiryUnix = Math.floor(now() / 1000) + expiresInS
      return issue({ userId: null, type: ksType.user, expiryUnix, privileges: 'view:*,widget:1' })
    },
    async judge(ks, { uri, again = false }) {
      if (watch?.isExpired(ks)) return { kind: 'refused', why: 'invalid' }
      watch?.seen(ks)
      const judged = judgementOf(ks, await decodeKs(ks, { secrets, partnerId, now, uri, ip: '127.0.0.1' }))
      if (judged.kind === 'refused' || judged.bearer.widget) return judged
      if (revocations.holds(judged.bearer)) return { kind: 'refused', why: 'invalid' }
      const used = again ? 'used' : actionsLimit.use(judged.bearer)
      if (used === 'used') return judged
      return { kind: 'refused', why: used === 'used-up' ? 'invalid' : 'actions-limit' }
    },
    async read(ks) {
      const decoded = await decodeKs(ks, { secrets, partnerId, now })
      return decoded.status === 'INVALID_STR' ? undefined : decoded.content
    },
    revoke: revocations.add,
    revokeSessionId: revocations.addSessionId,
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
  const admin = content.type !== ksType.user
  return { kind: 'accepted', bearer: { userId: content.userId, admin, widget: !admin && isWidgetSession(content), ks, content, allows } }
}

/** kaltura/server kSessionBase::isWidgetSession. */
function isWidgetSession({ userId, privilegeValues }: KsContent): boolean {
  return (userId === '' || userId === '0') && (privilegeValues.get('widget') ?? []).includes('1')
}
