import type { CursorStore } from '@kaltura-discord/core'

/** Keeps cursors for the life of the process: for tests. */
export function createMemoryCursorStore(): CursorStore {
  const cursors = new Map<string, string>()
  return {
    read: async (connection) => cursors.get(connection),
    keep: async (connection, cursor) => void cursors.set(connection, cursor),
  }
}
