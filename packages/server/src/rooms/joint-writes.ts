import type { Writable } from 'node:stream'

/**
 * Writes to streams, and what goes to one stream while one thing is being done as one: a room may say several things at once, and what a server pays for
 * talking to many is mostly system calls. Nothing waits for a timer, nor for another socket's turn.
 * @param later runs what it is given once what is being done is done
 */
export function createJointWrites(later: (run: () => void) => void = process.nextTick): (stream: Writable, bytes: Uint8Array) => void {
  let held: Writable[] = []

  function release(): void {
    const streams = held
    held = []
    for (const stream of streams) stream.uncork()
  }

  return (stream, bytes) => {
    if (stream.writableCorked === 0) {
      stream.cork()
      if (held.push(stream) === 1) later(release)
    }
    stream.write(bytes)
  }
}
