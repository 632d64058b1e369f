import type { z } from 'zod'

/** The parts of the system that can be told which settings they need: seven of them, of which the server runs six in one process, and the bot. */
export const targets = ['gateway', 'kaltura', 'auth', 'config', 'notifications', 'activity', 'bot'] as const
export type Target = (typeof targets)[number]
export const serverTargets = ['gateway', 'kaltura', 'auth', 'config', 'notifications', 'activity'] as const satisfies readonly Target[]
export type ServerTarget = (typeof serverTargets)[number]

/** All that is known of one setting. The reference, `.env.example` and the table of secrets are written from it. */
export interface Setting {
  /** Where it stands in a configuration file, such as `kaltura.partnerId`; without it only the environment can say it. */
  path?: string
  /** What it has to look like. It takes text, as the environment has it, and what a file can say better: numbers, lists, objects. */
  schema: z.ZodType
  /** One line for the reference. */
  doc: string
  /** What counts when no layer says anything, written as in the environment. Without it and without `optional()` the setting is required. */
  default?: string
  /** The default where `NODE_ENV` is `production`, if that is another. */
  productionDefault?: string
  /** Who needs it. Nobody else is given it. */
  targets: readonly Target[]
  /** Nothing shows its value: not the reference, not an error, not `explain`. */
  secret?: true
  /** The people of a guild may have it their way, as long as the operator does not lock it. */
  guild?: true
  /** A change in the file counts at once; others wait for the next start. */
  live?: true
}
