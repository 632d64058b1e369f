/** Why a server ends a connection. The number is the WebSocket close code. */
export const closeCodes = {
  goingAway: 1012,
  internal: 1011,
  overloaded: 1013,
  protocol: 4400,
  ticketRefused: 4401,
  ticketExpired: 4403,
  roomGone: 4404,
  silent: 4408,
  replaced: 4409,
  roomFull: 4413,
  malformed: 4422,
  tooFast: 4429,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

/** Whether connecting again, with a fresh ticket and after a pause, can help. */
export const retryable: Readonly<Record<CloseCode, boolean>> = {
  [closeCodes.goingAway]: true,
  [closeCodes.internal]: true,
  [closeCodes.overloaded]: true,
  [closeCodes.protocol]: false,
  [closeCodes.ticketRefused]: false,
  [closeCodes.ticketExpired]: true,
  [closeCodes.roomGone]: false,
  [closeCodes.silent]: true,
  [closeCodes.replaced]: false,
  [closeCodes.roomFull]: false,
  [closeCodes.malformed]: false,
  [closeCodes.tooFast]: true,
}

/** The same for any code a socket can report: the network's own (1001, 1006, …) pass, policy refusals and unknown private codes do not. Rule PR6. */
export function isRetryable(code: number): boolean {
  const known: Readonly<Record<number, boolean>> = retryable
  return known[code] ?? networkCodes.has(code)
}

const networkCodes: ReadonlySet<number> = new Set([1001, 1005, 1006, 1014, 1015])
