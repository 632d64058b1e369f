import type { PresentConnection } from '../presence/room-presence.ts'
import { limits as wire } from '../protocol/limits.ts'
import type { RoomConnection } from './room-connection.ts'

/**
 * Connections of this node that have to go, and why: the same tab again replaces itself, and beyond four tabs a member's oldest goes, so that nobody is
 * locked out by a connection that died unnoticed. Which of a tab's connections is the later one only the tab knows: a server that was slow may let in
 * an earlier try after a later one. Rule GA6.
 */
export function surplusTabs(
  local: ReadonlySet<RoomConnection>,
  everywhere: readonly PresentConnection[],
): { connection: RoomConnection; reason: string }[] {
  return [...local].flatMap((connection) => {
    const { id, attempt, memberId, sinceMs } = connection
    const own = everywhere.filter((other) => other.memberId === memberId)
    const again = own.some(
      (other) => other.id === id && (other.attempt > attempt || (other.attempt === attempt && other.sinceMs > sinceMs)),
    )
    if (again) return [{ connection, reason: 'this tab has connected again' }]
    const tabs = new Set(own.filter((other) => other.id !== id && other.sinceMs > sinceMs).map((other) => other.id))
    return tabs.size >= wire.connectionsPerMember ? [{ connection, reason: 'too many tabs' }] : []
  })
}
