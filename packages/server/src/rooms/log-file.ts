import { appendFile, rename } from 'node:fs/promises'
import type { LogSink } from '@kaltura-discord/sync/recorder'

/** Lines that wait for a disk. Behind so many the file ends, and the next one begins whole. */
const mostWaiting = 10_000

/**
 * A flight recorder's log in the file `path`, and the one before it in `path` with `.1` behind: between one and two times `maxBytes` of `createRoomLog`.
 * A disk that fails or is slow loses lines, and nothing else; `onError` hears of it.
 */
export function createLogFile(path: string, onError: (error: unknown) => void = () => {}): LogSink & { flushed(): Promise<void> } {
  let queue = Promise.resolve()
  let waiting = 0
  let cut = false

  async function put(line: string, first: boolean): Promise<void> {
    try {
      if (first) await rename(path, `${path}.1`).catch(unlessMissing)
      await appendFile(path, `${line}\n`)
    } catch (error) {
      onError(error)
    } finally {
      waiting -= 1
    }
  }

  return {
    write(line, first) {
      if (waiting >= mostWaiting) cut = true
      else if (first) cut = false
      if (cut) return
      waiting += 1
      queue = queue.then(() => put(line, first))
    },
    flushed: () => queue,
  }
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
