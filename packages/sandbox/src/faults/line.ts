import { Duplex } from 'node:stream'

/** A socket that can be listened to, and made to swallow what either side sends while both believe that it is open. */
export interface Line {
  /** What the sandbox's own server talks to instead of the socket. */
  readonly near: Duplex
  /** From now on nothing comes through, in either direction, and not even an end. */
  vanish(): void
  /** Ends the real socket; the other side sees a reset or a hang-up. */
  reset(): void
}

/** Lays a line over a socket that nobody reads yet. The ears hear what passes, as it passes. */
export function layLine(socket: Duplex, ears: { incoming?: (chunk: Buffer) => void; outgoing?: (chunk: Buffer) => void } = {}): Line {
  let gone = false
  const near = new Duplex({
    read() {
      socket.resume()
    },
    write(chunk: Buffer, encoding, done) {
      ears.outgoing?.(chunk)
      if (gone) done()
      else socket.write(chunk, encoding, done)
    },
    // At once, so that what was written before an end is on its way when the end comes.
    writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done) {
      for (const { chunk } of chunks) ears.outgoing?.(chunk)
      if (gone) done()
      else socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
    },
    final(done) {
      if (gone) done()
      else socket.end(done)
    },
    destroy(error, done) {
      if (!gone) socket.destroy()
      done(error)
    },
  })
  near.on('error', () => near.destroy())
  socket.pause()
  socket.on('data', (chunk: Buffer) => {
    if (gone) return
    ears.incoming?.(chunk)
    if (!near.push(chunk)) socket.pause()
  })
  socket.on('end', () => {
    if (!gone) near.push(null)
  })
  socket.on('error', () => socket.destroy())
  // Whoever hung up is gone for both: a line that nobody can use any more is not kept.
  socket.on('close', () => near.destroy())
  return {
    near,
    vanish() {
      gone = true
      socket.resume()
    },
    reset: () => void socket.destroy(),
  }
}
