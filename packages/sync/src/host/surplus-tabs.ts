import type { PresentConnection } from '../presence/room-presence.ts'
import { limits as wire } from '../protocol/limits.ts'
import type { RoomConnection } from './room-connection.ts'

/**
 * Connections of this node that have to go, and why: the same tab again replaces itself, and beyond four tabs a member's oldest goes, so that nobody is
 * locked out by a connection that died unnoticed. `everywhere` is in the order in which they were let in. Rule GA6.
 */
export function surplusTabs(
  local: ReadonlySet<RoomConnection>,
  everywhere: readonly PresentConnection[],
): { connection: RoomConnection; reason: string }[] {
  return [...local].flatMap((connection) => {
    const { id, memberId, sinceMs } = connection
    const later = everywhere.filter((other) => other.memberId === memberId && other.sinceMs > sinceMs)
    if (later.some((other) => other.id === id)) return [{ connection, reason: 'this tab has connected again' }]
    const tabs = new Set(later.map((other) => other.id))
    return tabs.size >= wire.connectionsPerMember ? [{ connection, reason: 'too many tabs' }] : []
  })
}
