/** The header by which Kaltura names each request of its API; its support finds a request by it. */
export const requestIdHeader = 'x-kaltura-session'

/** `undefined` for what is no id: an error may be printed anywhere, so nothing long or odd gets into it. */
export function readRequestId(header: unknown): string | undefined {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : undefined
}
