import { BlockList } from 'node:net'
import type { CatalogueEntry } from '../entry.ts'
import type { Bearer } from '../ks-gate.ts'
import { type AccessAction, type AccessCondition, type AccessProfile, type AccessRule, accountProfiles } from './access-profile.ts'
import type { Collection } from './collection.ts'

/** Where a request comes from. */
export interface Caller {
  referrer: string
  userAgent: string
  ip: string
  /** Two letters, or `undefined` where nobody knows: an address of this machine is in no country. */
  country?: string | undefined
}

/** Who wants to do something with an entry, and from where. */
export interface Circumstances extends Caller {
  bearer: Bearer | undefined
  /** Of `accessContext`. */
  context: number
}

/** The caller that a request's headers tell of. Everyone who can reach the sandbox does so from this machine. */
export function callerOf(headers: Headers): Caller {
  return { referrer: headers.get('referer') ?? '', userAgent: headers.get('user-agent') ?? '', ip: '127.0.0.1' }
}

/** What the rules of a profile make of it. */
export interface AccessVerdict {
  blocked: boolean
  actions: readonly AccessAction[]
  messages: readonly { message: string; code: string | undefined }[]
  /** Whether a rendition with these flavor params may be played. */
  allowsFlavor(flavorParamsId: number): boolean
}

/** Judges an entry by the profile that it has, or by the account's own (kaltura/server accessControl::applyContext: an ADMIN KS passes, unless a rule says that it doesn't). */
export function judgeAccess(entry: CatalogueEntry, circumstances: Circumstances, profiles: Collection<AccessProfile>): AccessVerdict {
  const profile = profiles.find(profileIdOf(entry))
  const rules = (profile?.rules ?? []).filter((rule) => rule.forceAdminValidation || !circumstances.bearer?.admin)
  const fulfilled = rules.filter((rule) => isFulfilled(rule, entry, circumstances))
  const last = fulfilled.findIndex((rule) => rule.stopProcessing)
  const applied = last < 0 ? fulfilled : fulfilled.slice(0, last + 1)
  const actions = applied.flatMap((rule) => rule.actions)
  return {
    blocked: actions.some(({ objectType }) => objectType === 'KalturaAccessControlBlockAction'),
    actions,
    messages: applied.flatMap(({ message, code }) => (message ? [{ message, code }] : [])),
    allowsFlavor: (id) => actions.every((action) => allowsFlavor(action, id)),
  }
}

/** The profile of an entry: the one it was given, or the account's own for what its `access` says. */
export function profileIdOf(entry: CatalogueEntry): number {
  return entry.accessControlId ?? (entry.access === 'public' ? accountProfiles.open : accountProfiles.members)
}

function isFulfilled(rule: AccessRule, entry: CatalogueEntry, circumstances: Circumstances): boolean {
  const inContext = rule.contexts.length === 0 || rule.contexts.includes(circumstances.context)
  return inContext && rule.conditions.every((condition) => holds(condition, entry, circumstances) !== condition.not)
}

function holds(condition: AccessCondition, entry: CatalogueEntry, by: Circumstances): boolean {
  switch (condition.objectType) {
    case 'KalturaAuthenticatedCondition':
      return isAuthenticated(condition.privileges, entry, by.bearer)
    case 'KalturaCountryCondition':
      return matches(condition.values, by.country, (own, wanted) => own.toLowerCase() === wanted.trim().toLowerCase())
    case 'KalturaIpAddressCondition':
      return matches(condition.values, by.ip, isInRange)
    case 'KalturaSiteCondition':
      return matches(
        condition.values,
        hostOf(by.referrer),
        (own, wanted) => own === wanted || (wanted !== '' && own.includes(`.${wanted}`)),
      )
    case 'KalturaUserAgentCondition':
      return matches(condition.values, by.userAgent, isLike)
  }
}

/** Without privileges of its own the condition asks for `sview` (kAuthenticatedCondition). */
function isAuthenticated(privileges: readonly string[], entry: CatalogueEntry, bearer: Bearer | undefined): boolean {
  if (!bearer) return false
  const asked = privileges.length === 0 ? ['sview'] : privileges
  return bearer.admin || asked.some((privilege) => bearer.allows(privilege, privilege === 'widget' ? '1' : entry.id))
}

/** Without values a condition holds for everyone, without something to compare for nobody (kMatchCondition). */
function matches(values: readonly string[], own: string | undefined, match: (own: string, wanted: string) => boolean): boolean {
  if (values.length === 0) return true
  return own !== undefined && values.some((wanted) => match(own, wanted))
}

function allowsFlavor(action: AccessAction, id: number): boolean {
  if (action.objectType !== 'KalturaAccessControlLimitFlavorsAction') return true
  const listed = action.flavorParamsIds.split(',').some((one) => Number(one) === id)
  return action.isBlockedList ? !listed : listed
}

function hostOf(referrer: string): string {
  return URL.canParse(referrer) ? new URL(referrer).hostname : ''
}

/** An expression that somebody wrote by hand may be broken: it matches nothing, and may not be long enough to take all day. */
function isLike(own: string, expression: string): boolean {
  try {
    return new RegExp(expression.slice(0, 200), 'i').test(own.slice(0, 400))
  } catch {
    return false
  }
}

/** `10.0.0.1`, `10.0.0.0/8`, `10.0.0.1-10.0.0.9`. */
function isInRange(own: string, range: string): boolean {
  const list = new BlockList()
  try {
    const [address = '', rest = ''] = range.split(/[/-]/)
    if (range.includes('/')) list.addSubnet(address.trim(), Number(rest), 'ipv4')
    else if (range.includes('-')) list.addRange(address.trim(), rest.trim(), 'ipv4')
    else list.addAddress(address.trim(), 'ipv4')
  } catch {
    return false
  }
  return list.check(own, 'ipv4')
}
