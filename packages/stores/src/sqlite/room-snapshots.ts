import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UnavailableError } from '@kaltura-discord/core'

/** `RoomSnapshots` of `@kaltura-discord/sync`, said here so that who has no rooms need not have that package. */
export interface SqliteRoomSnapshots {
  load(room: string): Promise<{ document: string; atMs: number } | undefined>
  save(room: string, snapshot: { document: string; atMs: number }): Promise<void>
  forget(beforeMs: number): Promise<void>
  close(): void
}

const createTable =
  'create table if not exists room_snapshot (room text primary key, document text not null, at_ms real not null) without rowid'

/**
 * Copies of rooms in a SQLite file of their own, for `createMemoryRoomStore({ snapshots })`.
 *
 * WAL with `synchronous=NORMAL`: a save is with the operating system when it resolves (some 12 µs; 4 ms with FULL), so it survives a kill of the process.
 * After a power cut the last seconds may be missing. One process per file. `:memory:` keeps nothing.
 * @throws UnavailableError when the file can't be opened.
 */
export function openSqliteRoomSnapshots({ file }: { file: string }): SqliteRoomSnapshots {
  const database = open(file)
  const select = database.prepare('select document, at_ms from room_snapshot where room = ?')
  const upsert = database.prepare('insert or replace into room_snapshot (room, document, at_ms) values (?, ?, ?)')
  const remove = database.prepare('delete from room_snapshot where at_ms < ?')
  return {
    async load(room) {
      const row = select.get(room)
      return row && { document: String(row.document), atMs: Number(row.at_ms) }
    },
    async save(room, { document, atMs }) {
      upsert.run(room, document, atMs)
    },
    async forget(beforeMs) {
      remove.run(beforeMs)
    },
    close() {
      if (database.isOpen) database.close()
    },
  }
}

function open(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    const database = new DatabaseSync(file)
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 2000;')
    database.exec(createTable)
    return database
  } catch (cause) {
    throw new UnavailableError(`The database file ${file} could not be opened. Is another server using it?`, { cause })
  }
}
