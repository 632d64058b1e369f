import { z } from 'zod'

/** What a player says to Kaltura's view analytics: `analytics.trackEvent` (playkit-js-kava, docs/kava-parameters.md). */
export interface Beacon {
  partnerId: number
  /** What says in the address of a beacon whose it is. */
  address: Readonly<Record<'eventType' | 'partnerId' | 'entryId' | 'sessionId', string>>
  /** The rest, as far as it is known and of a size. */
  facts: Readonly<Record<string, string | number | boolean>>
  /** Whose view it is: what the player holds in the place of a KS. */
  said: string | undefined
}

const whole = z.coerce.number().int().min(0)
const head = z.object({
  service: z.literal('analytics'),
  action: z.string().regex(/^trackevent$/i),
  eventType: whole.max(100_000),
  partnerId: whole.max(2 ** 31),
  entryId: z.string().regex(/^[\w.-]{1,64}$/),
  sessionId: z.string().regex(/^[\w:.-]{0,128}$/),
  ks: z.string().min(1).max(4096).optional(),
})

/**
 * The facts that are passed on. Not `userId`, which anybody could say of anybody: the KS says who it is. Not `errorDetails`, which repeats addresses. Not what
 * belongs to applications around a player, which there are none of here.
 */
const known = new Set(
  `eventIndex bufferTime bufferTimeSum actualBitrate deliveryType playbackType sessionStartTime uiConfId clientVer clientTag position playlistId
  targetPosition errorCode errorPosition joinTime canPlay playTimeSum segmentDownloadTime bandwidth tabMode viewabilityMode soundMode screenMode
  manifestDownloadTime forwardBufferHealth targetBuffer droppedFramesRatio networkConnectionType networkConnectionOverhead playerJSLoadTime
  flavorParamsId averageBitrate language audioLanguage captionsLanguage caption playbackSpeed playerSkin customVar1 customVar2 customVar3
  playbackContext apiVersion format`.split(/\s+/),
)
const fact = z.union([z.string().max(300), z.number(), z.boolean()])

/** Reads a beacon, whichever of its two forms it has. `undefined` for anything else: nobody waits for words about it. */
export function readBeacon(query: Readonly<Record<string, string>>, body: unknown): Beacon | undefined {
  const all: Readonly<Record<string, unknown>> = { ...(typeof body === 'object' ? body : undefined), ...query }
  const parsed = head.safeParse(all)
  if (!parsed.success) return undefined
  const { eventType, partnerId, entryId, sessionId, ks } = parsed.data
  const facts = Object.entries(all).flatMap(([name, value]) => {
    const read = fact.safeParse(value)
    return known.has(name) && read.success ? [[name, read.data] as const] : []
  })
  const referrer = siteOf(all.referrer)
  return {
    partnerId,
    address: { eventType: String(eventType), partnerId: String(partnerId), entryId, sessionId },
    facts: { ...Object.fromEntries(facts), ...(referrer === undefined ? {} : { referrer }) },
    said: ks,
  }
}

/** Of the page only its origin: what follows says in which channel somebody sits. Both in base64. */
function siteOf(referrer: unknown): string | undefined {
  if (typeof referrer !== 'string' || referrer.length > 8192) return undefined
  try {
    return btoa(new URL(atob(referrer)).origin)
  } catch {
    return undefined
  }
}
