/** A message for a channel, in Discord's own JSON. */
export interface OutboundMessage {
  channelId: string
  /** Repeated on every attempt; with `enforce_nonce` Discord answers a repeat with the first message. At most 25 characters. */
  nonce: string
  body: Readonly<Record<string, unknown>>
}

/** What became of one request. Whoever waits for a limit has sent nothing. */
export type SinkOutcome =
  | { kind: 'sent'; messageId: string }
  /** Discord will never take it: no permission, channel gone, nothing it accepts. */
  | { kind: 'refused'; reason: string }
  /** A limit stands in the way until then. */
  | { kind: 'limited'; untilMs: number }

/**
 * Puts messages into channels and changes them. Each call is one request at the most: who repeats it is the outbox.
 *
 * Both methods throw UnavailableError when it may work later; then the message may be there or not, which the nonce makes up for.
 */
export interface MessageSink {
  create(message: OutboundMessage): Promise<SinkOutcome>

  /** @returns `gone` when somebody deleted the message */
  edit(message: { channelId: string; messageId: string; body: Readonly<Record<string, unknown>> }): Promise<SinkOutcome | { kind: 'gone' }>
}
