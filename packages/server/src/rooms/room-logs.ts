import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RoomId } from '@kaltura-discord/sync'
import { createRoomLog, createRoomRecorder, type RoomRecorder } from '@kaltura-discord/sync/recorder'
import { createLogFile } from './log-file.ts'

export interface RoomLogsOptions {
  /** Made if it is not there. Nothing else should be in it. */
  folder: string
  /** Default: 200. When another room comes, the one that was quiet for longest loses its log, even if it goes on. */
  mostRooms?: number
  /** Of a file; a room has up to two. Default: 1 MiB. */
  maxBytes?: number
  onError?: (error: unknown) => void
}

/**
 * A flight recorder for every room, in files that `npm run replay` reads: for `record` of {@link attachRooms} and `listen`. A file is called by the first 16 digits
 * of the SHA-256 of its room's name, so that whoever knows the room finds it, and a log that is sent on tells nobody which it was.
 */
export function createRoomLogs({
  folder,
  mostRooms = 200,
  maxBytes = 1024 * 1024,
  onError = () => {},
}: RoomLogsOptions): (room: RoomId) => RoomRecorder {
  let tidying = mkdir(folder, { recursive: true }).then(() => {}, onError)

  return (room) => {
    const name = `${createHash('sha256').update(room).digest('hex').slice(0, 16)}.jsonl`
    tidying = tidying.then(() => makeRoom(folder, name, mostRooms)).catch(onError)
    return createRoomRecorder(createRoomLog({ sink: createLogFile(join(folder, name), onError), maxBytes }))
  }
}

/** Removes what was quiet for longest, until `name` is one of at most `mostRooms`. */
async function makeRoom(folder: string, name: string, mostRooms: number): Promise<void> {
  const others = (await readdir(folder)).filter((file) => file.endsWith('.jsonl') && file !== name)
  if (others.length < mostRooms) return
  const dated = await Promise.all(
    others.map(async (file) => ({ path: join(folder, file), atMs: (await stat(join(folder, file))).mtimeMs })),
  )
  const oldest = dated.sort((a, b) => a.atMs - b.atMs).slice(0, others.length + 1 - mostRooms)
  for (const { path } of oldest) await Promise.all([path, `${path}.1`].map((each) => rm(each, { force: true })))
}
