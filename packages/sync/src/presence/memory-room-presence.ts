import type { RoomId } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import { encodePresence } from './presence-document.ts'
import { type NodePresence, type PresentConnection, presenceRules, type RoomPresence } from './room-presence.ts'

interface Said {
  connections: readonly PresentConnection[]
  untilMs: Ms
}

/** Presence in this process: for one gate, or several in one process. */
export function createMemoryRoomPresence({ now, ttlMs = presenceRules.ttlMs }: { now: () => Ms; ttlMs?: Ms }): RoomPresence {
  const rooms = new Map<RoomId, Map<string, Said>>()
  const watched = new Map<RoomId, Set<(text: string) => void>>()
  const hearing = new Map<RoomId, Set<(text: string) => void>>()

  function heard(room: RoomId): NodePresence[] {
    const said = rooms.get(room) ?? new Map<string, Said>()
    for (const [node, { untilMs }] of said) if (untilMs <= now()) said.delete(node)
    if (said.size === 0) rooms.delete(room)
    return [...said].map(([node, { connections }]) => ({ node, connections }))
  }

  return {
    async put(room, node, connections) {
      const said = rooms.get(room) ?? new Map<string, Said>()
      const before = said.get(node)?.connections ?? []
      if (connections.length === 0) said.delete(node)
      else rooms.set(room, said.set(node, { connections, untilMs: now() + ttlMs }))
      if (!same(connections, before)) for (const listener of [...(watched.get(room) ?? [])]) listener('')
      return heard(room)
    },
    async list(room) {
      return heard(room)
    },
    watch: (room, listener) => listenTo(watched, room, listener),
    async announce(room, text) {
      for (const listener of [...(hearing.get(room) ?? [])]) listener(text)
    },
    hear: (room, listener) => listenTo(hearing, room, listener),
  }
}

function same(one: readonly PresentConnection[], other: readonly PresentConnection[]): boolean {
  return one.length === other.length && encodePresence(one) === encodePresence(other)
}

function listenTo(all: Map<RoomId, Set<(text: string) => void>>, room: RoomId, listener: (text: string) => void): () => void {
  const own = (text: string) => listener(text)
  const listeners = all.get(room) ?? new Set()
  all.set(room, listeners.add(own))
  return () => {
    listeners.delete(own)
    if (listeners.size === 0 && all.get(room) === listeners) all.delete(room)
  }
}
