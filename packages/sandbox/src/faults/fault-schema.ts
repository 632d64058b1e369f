import { z } from 'zod'

const wholeMs = z.number().int()

/** Which of the sandbox's wires a fault is on. `clock` is the time of its Discord and its Kaltura. */
export const faultPlace = z.enum([
  'discord-rest',
  'discord-gateway',
  'activity-proxy',
  'activity-rpc',
  'kaltura-api',
  'kaltura-media',
  'kaltura-notifications',
  'clock',
])

/**
 * What goes wrong.
 *
 * - `status`, `rate-limit`, `slow`, `cut`, `broken-json`: an answer is another one, late, half of one or none.
 * - `half-open` (gateway, activity proxy): what either side sends over a WebSocket vanishes, and nobody is told; its end resets the connection.
 * - `drop`, `reconnect` (opcode 7), `invalid-session` (opcode 9), `no-heartbeat-ack`, `late`, `duplicate`: the gateway, by connection,
 *   heartbeat or dispatch.
 * - `silent`, `error`: the Activity's RPC host does not answer a command, or answers with an error.
 * - `exception`: Kaltura's own way to say no, HTTP 200 with a KalturaAPIException.
 * - `expire-ks`: every KS that the sandbox has made or seen until now counts as expired for as long as the fault is there.
 * - `down`: Kaltura's media host refuses connections.
 * - `late`, `duplicate`, `out-of-order`, `forged`: Kaltura's HTTP notifications.
 * - `step`: the clock jumps by `stepMs`, and back when the fault ends. Timers that run already are not moved.
 */
export const faultKind = z.enum([
  'status',
  'rate-limit',
  'slow',
  'cut',
  'broken-json',
  'half-open',
  'drop',
  'reconnect',
  'invalid-session',
  'no-heartbeat-ack',
  'late',
  'duplicate',
  'silent',
  'error',
  'exception',
  'expire-ks',
  'down',
  'out-of-order',
  'forged',
  'step',
])

/** Something that goes wrong on purpose. */
export const sandboxFault = z.object({
  id: z.string(),
  place: faultPlace,
  kind: faultKind,
  /**
   * Only requests whose path contains this text; empty for all. A gateway dispatch has the path `/INTERACTION_CREATE`, after a resume
   * `/resumed/INTERACTION_CREATE`; an RPC command `/<user id>/AUTHORIZE`.
   */
  path: z.string(),
  /** For `status`. */
  status: z.number().int().nullable(),
  /** For `slow` and `late` (how long), `rate-limit` (the retry-after) and `out-of-order` (how long it waits for another to overtake). */
  delayMs: wholeMs.nullable(),
  /** How many more requests, connections, heartbeats, dispatches or notifications it will hit; `null` until it is taken away. */
  times: z.number().int().nullable(),
  /** It ends by itself so many ms after it was ordered, by the sandbox's timers; `null`: it does not. */
  forMs: wholeMs.nullable(),
  /** How likely it hits what it could hit, 0 to 1; drawn from the sandbox's seed. */
  probability: z.number(),
  /** Up to so many ms are added to `delayMs`, drawn from the sandbox's seed. */
  jitterMs: wholeMs,
  /** For `rate-limit`: whose limit it is. A `global` one is told in `X-RateLimit-Global`. */
  scope: z.enum(['user', 'global', 'shared']).nullable(),
  /** For `drop` the close code, for `error` the RPC error's, for `exception` Kaltura's: `INTERNAL_SERVERL_ERROR`. */
  code: z.union([z.number().int(), z.string()]).nullable(),
  /** For `invalid-session`: whether the session may be resumed. */
  resumable: z.boolean().nullable(),
  /** For `step`: ms, forwards or backwards. */
  stepMs: wholeMs.nullable(),
})

export const faultOrder = sandboxFault.omit({ id: true }).partial().required({ place: true, kind: true })

/** What a door that is not the sandbox's own, such as the page's RPC host, asks before it does something that may go wrong. */
export const faultQuestion = z.object({ place: faultPlace, path: z.string().max(500) })
export const faultTaken = z.object({ fault: sandboxFault.nullable() })
