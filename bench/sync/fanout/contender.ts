/** A way to tell the members of many rooms something, as the load sees it over the wire. One server process each. */
export interface Contender {
  name: string
  /** Where a member of `room` opens a WebSocket. */
  address(port: number, room: number): string | Promise<string>
  /** Said once the socket is open. */
  hello?(room: number, index: number): Frame
  /** Coming in: whether `frame` means that the member is in, and what to answer to it. */
  greet(frame: Buffer): { isIn: boolean; say?: Frame }
  /** What makes the server tell everyone in the sender's room something that holds the number `count`. */
  message(count: number): Frame
  /** What the number stands behind in what everyone is told. */
  marker: string
}

export type Frame = string | Uint8Array
