import { z } from 'zod'

/** The wires of a sandbox. Frames of an Activity's RPC never leave the page, which adds them to the others itself. */
export const wireName = z.enum([
  'discord-rest',
  'discord-gateway',
  'activity-proxy',
  'kaltura-api',
  'kaltura-media',
  'kaltura-notifications',
  'activity-rpc',
])

const side = z.object({ headers: z.record(z.string(), z.string()), body: z.string().nullable() })

const every = {
  /** Rises by one with each entry of the sandbox. */
  seq: z.number().int(),
  /** When it began, in ms since 1970 by the sandbox's clock. */
  atMs: z.number(),
  wire: wireName,
}

/** A request and its answer, recorded when that is over. Every secret is replaced by `[redacted]` before anything is kept. */
export const wireExchange = z.object({
  ...every,
  kind: z.literal('exchange'),
  method: z.string(),
  /** Path and query. For notifications the whole address. */
  address: z.string(),
  /** `null` when there was no answer, or not the whole of one. */
  status: z.number().int().nullable(),
  tookMs: z.number(),
  request: side,
  response: side,
})

/** One frame or message. `in` is towards the sandbox. */
export const wireFrame = z.object({
  ...every,
  kind: z.literal('frame'),
  direction: z.enum(['in', 'out']),
  /** What it is, in a few words: `MESSAGE_CREATE`, `Heartbeat`, `text`. */
  name: z.string(),
  bytes: z.number().int(),
  /** `null` where only the head is kept, as with the Activity's own WebSockets. */
  body: z.string().nullable(),
})

export const wireEntry = z.discriminatedUnion('kind', [wireExchange, wireFrame])
export const wireAnswer = z.object({
  entries: z.array(wireEntry),
  /** The `seq` of the oldest entry that is still kept; what is older was dropped. */
  oldestSeq: z.number().int(),
})

export type WireName = z.infer<typeof wireName>
export type WireExchange = z.infer<typeof wireExchange>
export type WireFrame = z.infer<typeof wireFrame>
export type WireEntry = z.infer<typeof wireEntry>
