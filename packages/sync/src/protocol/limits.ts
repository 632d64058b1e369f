/** The version that `hello` names. A change that an old client would misread raises it. */
export const protocolVersion = 1

/** Bounds of everything that crosses the wire. Both sides refuse what lies outside. */
export const limits = {
  /** UTF-8 bytes of one message from a client. */
  messageBytes: 16 * 1024,
  /** UTF-8 bytes of one message from a server: a full room with a full queue, all with the longest names, fits. */
  serverMessageBytes: 256 * 1024,
  ticketChars: 8 * 1024,
  /** UTF-16 units of an id (member, intent, media). */
  idChars: 64,
  nameChars: 64,
  /** Of a close reason: a WebSocket carries 123 bytes. */
  reasonChars: 120,
  /** The longest that a server sends someone away for. */
  retryAfterMs: 60_000,
  members: 100,
  connectionsPerMember: 4,
  /** Members who wait for an answer to their request for control, or were told no lately. */
  requests: 20,
  queueItems: 30,
  /** What one member may have suggested without an answer. */
  suggestionsPerMember: 5,
  votesPerMember: 3,
  titleChars: 120,
  suggestionsPerSecond: 0.5,
  suggestionBurst: 5,
  emojiChars: 16,
  /** Of one member. */
  reactionsPerSecond: 3,
  reactionBurst: 6,
  /** At most one message of reactions per so long, with at most so many in it. */
  reactionsEveryMs: 250,
  reactionsAtOnce: 16,
  /** How far ahead a start can be ordered. */
  startAheadMs: 24 * 3_600_000,
  minRate: 0.25,
  maxRate: 2,
  /** A year of media. */
  positionS: 31_536_000,
  /** The last instant a JavaScript Date can hold. */
  instantMs: 8.64e15,
} as const
