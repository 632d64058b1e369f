/**
 * Which pages may open a room's socket. `same-host`: those of this server. A list of origins, such as `https://watch.example`: those, and those of this server
 * if `same-host` is among them. `any`: all.
 */
export type RoomOrigins = 'same-host' | 'any' | readonly string[]

/** Where somebody comes from, by the headers of their request. */
export interface CallingPage {
  origin: string | undefined
  host: string | undefined
}

/** Whether a socket may be opened from there. Programs that send no Origin are let through to the ticket. */
export function mayOpenRooms({ origin, host }: CallingPage, origins: RoomOrigins): boolean {
  if (origin === undefined || origins === 'any') return true
  const welcome = origins === 'same-host' ? [origins] : origins
  return welcome.includes(origin) || (welcome.includes('same-host') && URL.canParse(origin) && new URL(origin).host === host)
}
