/** What a contender is given: the player, where the room is, and how wrong this computer's wall clock is. */
export interface Seat {
  video: HTMLVideoElement
  socketUrl: string
  ticket: string
  dateOffsetMs: number
}

/** What the one with the remote can do; resolves when this client is in the room and knows the time. */
export interface Remote {
  play(): void
  pause(): void
  seek(positionS: number): void
}

export type Contender = (seat: Seat) => Promise<Remote>
