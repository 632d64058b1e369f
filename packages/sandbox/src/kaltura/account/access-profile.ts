import { z } from 'zod'
import type { Account } from '../account.ts'

/** KalturaContextType: what somebody is about to do with an entry. */
export const accessContext = { play: 1, download: 2, thumbnail: 3, metadata: 4, export: 5, serve: 6 } as const

const text = z.string().max(1024)
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(200).default([])
const flag = z.union([z.boolean(), z.number().transform(Boolean), z.stringbool()]).default(false)
const value = z.object({ value: text }).transform((given) => given.value)
const common = { not: flag, description: text.optional() }
const matching = { ...common, values: list(value) }

/** The conditions that the sandbox can judge. Others are refused where a profile is made, as Kaltura refuses what it doesn't know. */
const condition = z.discriminatedUnion('objectType', [
  z.object({ objectType: z.literal('KalturaAuthenticatedCondition'), ...common, privileges: list(value) }),
  z.object({ objectType: z.literal('KalturaCountryCondition'), ...matching }),
  z.object({ objectType: z.literal('KalturaIpAddressCondition'), ...matching }),
  z.object({ objectType: z.literal('KalturaSiteCondition'), ...matching }),
  z.object({ objectType: z.literal('KalturaUserAgentCondition'), ...matching }),
])

const action = z.discriminatedUnion('objectType', [
  z.object({ objectType: z.literal('KalturaAccessControlBlockAction') }),
  z.object({ objectType: z.literal('KalturaAccessControlPreviewAction'), limit: z.coerce.number().int().min(0) }),
  z.object({ objectType: z.literal('KalturaAccessControlLimitFlavorsAction'), flavorParamsIds: text, isBlockedList: flag }),
])

/** A KalturaRule, as clients send it. */
export const accessRule = z.object({
  description: text.optional(),
  ruleData: text.optional(),
  message: text.optional(),
  code: text.optional(),
  actions: list(action),
  conditions: list(condition),
  contexts: list(z.object({ type: z.coerce.number().int().min(1).max(6) }).transform(({ type }) => type)),
  stopProcessing: flag,
  forceAdminValidation: flag,
})

export type AccessRule = z.infer<typeof accessRule>
export type AccessCondition = z.infer<typeof condition>
export type AccessAction = z.infer<typeof action>

/** A KalturaAccessControlProfile. */
export interface AccessProfile {
  id: number
  name: string
  systemName?: string
  description?: string
  isDefault: boolean
  rules: readonly AccessRule[]
  createdAtMs: number
  updatedAtMs: number
}

/** The profiles that the sandbox's entries start with: what anyone may play, what needs a KS with `sview`, and what nobody here may play. */
export const accountProfiles = { open: 1001, members: 1002, elsewhere: 1003 } as const

export function firstProfiles(nowMs: number): readonly AccessProfile[] {
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs }
  return [
    { id: accountProfiles.open, name: 'Default', isDefault: true, rules: [], ...times },
    { id: accountProfiles.members, name: 'Members only', systemName: 'members_only', isDefault: false, rules: [membersOnly], ...times },
    {
      id: accountProfiles.elsewhere,
      name: 'Antarctica only',
      systemName: 'antarctica_only',
      isDefault: false,
      rules: [antarcticaOnly],
      ...times,
    },
  ]
}

/** Message and code are those of kaltura/server RuleRestrictions. */
const membersOnly = accessRule.parse({
  message: "No KS where KS is required\nWe're sorry, access to this content is restricted.",
  code: 'SESSION_RESTRICTED',
  conditions: [{ objectType: 'KalturaAuthenticatedCondition', not: true }],
  actions: [{ objectType: 'KalturaAccessControlBlockAction' }],
})

const antarcticaOnly = accessRule.parse({
  message: "Un authorized country\nWe're sorry, this content is only available in certain countries.",
  code: 'COUNTRY_RESTRICTED',
  conditions: [{ objectType: 'KalturaCountryCondition', not: true, values: [{ value: 'AQ' }] }],
  actions: [{ objectType: 'KalturaAccessControlBlockAction' }],
})

const actionTypes = {
  KalturaAccessControlBlockAction: 1,
  KalturaAccessControlPreviewAction: 2,
  KalturaAccessControlLimitFlavorsAction: 3,
} as const
const conditionTypes = {
  KalturaAuthenticatedCondition: 1,
  KalturaCountryCondition: 2,
  KalturaIpAddressCondition: 3,
  KalturaSiteCondition: 4,
  KalturaUserAgentCondition: 5,
} as const

export function kalturaRuleAction(given: AccessAction): Record<string, unknown> {
  return { type: actionTypes[given.objectType], ...given }
}

/** KalturaAccessControlProfile. Times are unix seconds. */
export function kalturaAccessProfile(profile: AccessProfile, { partnerId }: Account): Record<string, unknown> {
  return {
    id: profile.id,
    partnerId,
    name: profile.name,
    systemName: profile.systemName,
    description: profile.description,
    createdAt: Math.floor(profile.createdAtMs / 1000),
    updatedAt: Math.floor(profile.updatedAtMs / 1000),
    isDefault: profile.isDefault,
    rules: profile.rules.map(({ actions, conditions, contexts, ...rule }) => ({
      ...rule,
      actions: actions.map(kalturaRuleAction),
      conditions: conditions.map(kalturaCondition),
      contexts: contexts.map((type) => ({ type, objectType: 'KalturaAccessControlContextTypeHolder' })),
      objectType: 'KalturaRule',
    })),
    objectType: 'KalturaAccessControlProfile',
  }
}

function kalturaCondition(given: AccessCondition): Record<string, unknown> {
  const written = (values: readonly string[]) => values.map((one) => ({ value: one, objectType: 'KalturaStringValue' }))
  const type = conditionTypes[given.objectType]
  if (given.objectType !== 'KalturaAuthenticatedCondition') return { type, ...given, values: written(given.values) }
  return { type, ...given, privileges: written(given.privileges) }
}
