/** A message for a channel, in Discord's own JSON. */
export interface OutboundMessage {
  channelId: string
  /** Repeated on every attempt; with `enforce_nonce` Discord answers a repeat with the first message. At most 25 characters. */
  nonce: string
  body: Readonly<Record<string, unknown>>
}

/** Puts messages into channels. */
export interface MessageSink {
  /**
   * @returns `refused` when Discord will never take it (no permission, channel gone).
   * @throws UnavailableError when it may work later.
   */
  send(
    message: OutboundMessage,
    options?: { signal?: AbortSignal },
  ): Promise<{ kind: 'sent'; messageId: string } | { kind: 'refused'; reason: string }>
}
