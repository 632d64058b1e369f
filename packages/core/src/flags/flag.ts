import { z } from 'zod'
import { snowflake } from '../config/written-forms.ts'

/** Every feature that can be rolled out in steps. */
export const flags = {
  invitations: {
    default: true,
    doc: 'Links that let people outside of Discord into a room; links that are out already work until they end',
  },
} as const satisfies Record<string, { default: boolean; doc: string }>

export type FlagName = keyof typeof flags
export const flagNames = ['invitations'] as const satisfies readonly FlagName[]

/** Who has a feature, as an operator says it: everybody, nobody, or a share of the guilds and some by name. */
const rule = z.union([
  z.boolean(),
  z.strictObject({
    /** 0 to 100, in steps of a hundredth. Who is in at 10 is in at 20 too. */
    percent: z.number().min(0).max(100),
    /** By guild id; counts before all else. */
    guilds: z.record(snowflake, z.boolean()).default({}),
  }),
])
export const flagRules = z.partialRecord(z.enum(flagNames), rule)
export type FlagRules = z.output<typeof flagRules>

/** What a guild's own people switched. */
export const flagSwitches = z.partialRecord(z.enum(flagNames), z.boolean())
export type FlagSwitches = z.output<typeof flagSwitches>

export function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(flags, name)
}
