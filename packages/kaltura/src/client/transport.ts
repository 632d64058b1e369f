/** One request to API v3, with everything in it but what a transport adds by itself. */
export interface TransportRequest {
  /** Such as `media`; `multirequest` has no action. */
  service: string
  action?: string
  /** `ks`, `partnerId` and `clientTag` are among them. */
  params: Readonly<Record<string, unknown>>
  signal: AbortSignal
  /** Told Kaltura's own id of this request as soon as an answer, good or bad, brings one. */
  onRequestId?: ((requestId: string) => void) | undefined
}

/**
 * Carries requests to Kaltura and brings back what it said, as JSON that nobody has looked at: exceptions of the API included.
 * Which of them to use is the operator's choice; the client above behaves the same on each.
 */
export interface KalturaTransport {
  /** Whether `null` reaches Kaltura, which is how a field is cleared. Where it doesn't, a `null` in a call is refused rather than dropped. */
  readonly sendsNulls: boolean
  /** Whether the end of `signal` ends the request too, or only the waiting for it. */
  readonly cancels: boolean
  /**
   * @throws UnavailableError when there was no answer, or none that is JSON.
   * @throws the signal's reason
   */
  send(request: TransportRequest): Promise<unknown>
}
