import type { Writable } from 'node:stream'

/**
 * Writes to streams. What goes to one stream while one thing is being done goes out in two pieces at most, the first of them at once: a room may say many things
 * in a row, and what a server pays for talking to many is mostly system calls. Nothing waits for a timer, nor for another socket's turn.
 * @param later runs what it is given once what is being done is done
 */
export function createJointWrites(later: (run: () => void) => void = process.nextTick): (stream: Writable) => (bytes: Uint8Array) => void {
  let turn = 0
  let isBegun = false
  let held: Writable[] = []

  function end(): void {
    const streams = held
    held = []
    isBegun = false
    turn += 1
    for (const stream of streams) stream.uncork()
  }

  return (stream) => {
    let lastTurn = -1
    return (bytes) => {
      if (!isBegun) later(end)
      isBegun = true
      if (lastTurn === turn && stream.writableCorked === 0) {
        stream.cork()
        held.push(stream)
      }
      lastTurn = turn
      stream.write(bytes)
    }
  }
}
