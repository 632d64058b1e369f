const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** For how long what is kept stays where an operator says nothing else (`KEEP_…`), in ms; every store's sweep goes by it. */
export const keptForMs = {
  /** After the launch. An Activity instance is long over. */
  programme: 30 * dayMs,
  /** After the channel stopped. */
  leftOff: 180 * dayMs,
  /** After its end; nobody is let in by it any more. */
  invitation: dayMs,
  /** After its end. It shows managers for a while who was given what, and keeps something older that comes late from counting. */
  grant: 30 * dayMs,
  /** After its end. */
  linkCode: hourMs,
  /** After it was received, when nothing more is to be done. The same one sent again later would be told again. */
  notification: 90 * dayMs,
  /** After it was sent, or given up. */
  delivery: 90 * dayMs,
  /** After it told something last: what comes later is a message of its own. */
  card: 90 * dayMs,
  /** After it happened. Who reads events by themselves has so long to do it. */
  event: 30 * dayMs,
  /** After it happened; the entry itself, which names nobody, stays. */
  auditBody: 365 * dayMs,
  /** After it was set aside. */
  parkedEvent: 90 * dayMs,
} as const

/** What is kept for a time. */
export type Kept = keyof typeof keptForMs
/** For how long, in ms. */
export type KeptForMs = Readonly<Record<Kept, number>>
