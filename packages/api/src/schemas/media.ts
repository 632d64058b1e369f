import { z } from 'zod'

export const entryId = z.string().regex(/^[\w-]{3,64}$/, 'must be a Kaltura entry id')

/** An entry as a card or a player page shows it. */
export const entrySummary = z.object({
  id: entryId,
  name: z.string(),
  description: z.string(),
  durationS: z.number().nonnegative(),
  kind: z.enum(['video', 'live']),
  /** Where it can be watched in a browser, outside of Discord and alone; absent where the operator named no such place. */
  watchUrl: z.url({ protocol: /^https$/ }).optional(),
})
export type EntrySummary = z.infer<typeof entrySummary>

export const watchRefusal = z.enum([
  'guild-unbound',
  'entry-unknown',
  'entry-out-of-scope',
  'entry-not-ready',
  'entry-not-open',
  'member-may-not-watch',
  'member-may-not-start',
])
export type WatchRefusalCode = z.infer<typeof watchRefusal>
