import { type BlockedReason, type Entry, type Playability, redact } from '@kaltura-discord/core'
import { z } from 'zod'
import { entryStatusOf } from './entry-status.ts'

/** What an entry itself says of when and whether it plays. Times are unix seconds. */
export const playableEntry = z.object({
  status: z.union([z.number(), z.string()]),
  startDate: z.number().optional().catch(undefined),
  endDate: z.number().optional().catch(undefined),
})
export type PlayableEntry = z.output<typeof playableEntry>

const things = z.array(z.unknown()).default([])
/** `KalturaPlaybackContext`. */
export const playbackContext = z.object({ sources: things, actions: things, messages: things })
export type PlaybackContext = z.output<typeof playbackContext>

const source = z.object({ drm: z.array(z.unknown()).default([]) })
const action = z.object({ type: z.union([z.number(), z.string()]) })
const message = z.object({ code: z.string().default(''), message: z.string().default('') })

/** `RuleActionType::BLOCK`. */
const block = '1'
const outOfSchedule = 'SCHEDULED_RESTRICTED'

/** Codes of Kaltura's own rules (kaltura/server RuleRestrictions); an account's rules may have any other. */
const reasons: ReadonlyMap<string, BlockedReason> = new Map([
  ['COUNTRY_RESTRICTED', 'country'],
  ['SESSION_RESTRICTED', 'login'],
  ['SITE_RESTRICTED', 'site'],
  ['IP_RESTRICTED', 'network'],
  ['USER_AGENT_RESTRICTED', 'device'],
])

const byStatus: Readonly<Record<Exclude<Entry['status'], 'ready'>, BlockedReason>> = {
  processing: 'processing',
  failed: 'failed',
  blocked: 'moderation',
  gone: 'unknown',
}

/** What the state of an entry alone forbids; `undefined` when it is ready. */
export function judgeStatus({ status }: PlayableEntry): Playability | undefined {
  const ours = entryStatusOf(status)
  return ours === 'ready' ? undefined : { kind: 'blocked', why: byStatus[ours] }
}

/**
 * What Kaltura lets a viewer play of an entry that is ready. A rule that blocks weighs most, and then the schedule. That is held against the clock here too:
 * Kaltura lets a KS with `sview`, such as our viewers', play outside of it, which is meant for the owner's preview.
 */
export function judgePlayback(entry: PlayableEntry, context: PlaybackContext, nowMs: number): Playability {
  const sources = context.sources.flatMap((one) => source.safeParse(one).data ?? [])
  const messages = context.messages.flatMap((one) => message.safeParse(one).data ?? [])
  const restrictions = messages.filter(({ code }) => code !== outOfSchedule)

  if (context.actions.some((one) => String(action.safeParse(one).data?.type) === block)) return restricted(restrictions)
  const { startsAtMs, endsAtMs } = scheduleOf(entry)
  if (endsAtMs <= nowMs) return { kind: 'blocked', why: 'over', endedAtMs: endsAtMs }
  if (startsAtMs > nowMs) return { kind: 'blocked', why: 'not-yet', startsAtMs }
  if (messages.length > restrictions.length) return { kind: 'blocked', why: 'not-yet', startsAtMs: undefined }
  if (sources.length === 0) return restrictions.length > 0 ? restricted(restrictions) : { kind: 'blocked', why: 'nothing-to-play' }
  return sources.every(({ drm }) => drm.length > 0) ? { kind: 'blocked', why: 'drm-only' } : { kind: 'playable' }
}

function restricted(messages: readonly z.output<typeof message>[]): Playability {
  const [known] = messages.flatMap(({ code }) => reasons.get(code) ?? [])
  if (known) return { kind: 'blocked', why: known }
  return { kind: 'blocked', why: 'restricted', message: messages.map((one) => clean(one.message)).find((words) => words !== '') }
}

function scheduleOf({ startDate, endDate }: PlayableEntry): { startsAtMs: number; endsAtMs: number } {
  return { startsAtMs: (startDate ?? Number.NEGATIVE_INFINITY) * 1000, endsAtMs: (endDate ?? Number.POSITIVE_INFINITY) * 1000 }
}

/** Somebody's own words for people whom they don't know: without markup, controls, or anything that looks like a KS, and not too many. */
function clean(text: string): string {
  const plain = redact(text.slice(0, 2000))
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return [...plain].length <= 200 ? plain : `${[...plain].slice(0, 199).join('')}…`
}
