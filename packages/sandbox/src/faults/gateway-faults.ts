import type { Clock } from '../discord/clock.ts'
import type { ConnectionHandle, ConnectionHooks } from '../discord/gateway/hooks.ts'
import type { FaultKind } from './fault-order.ts'
import type { Faults } from './faults.ts'

const place = 'discord-gateway'
/** What hits a connection as a whole. */
const blows: readonly FaultKind[] = ['drop', 'reconnect', 'invalid-session']

/**
 * The gateway's own ways to go wrong. A `drop`, `reconnect` or `invalid-session` hits the connections that are open, oldest first, and each one
 * that identifies or resumes while it lasts; `no-heartbeat-ack` counts heartbeats, `late` and `duplicate` count dispatches.
 */
export function createGatewayFaults({ faults, clock }: { faults: Faults; clock: Clock }): ConnectionHooks {
  const open = new Set<ConnectionHandle>()

  const strike = (connection: ConnectionHandle, kinds: readonly FaultKind[]): boolean => {
    const fault = faults.take(place, '/connection', kinds)
    if (fault?.kind === 'drop') connection.drop(Number(fault.code))
    if (fault?.kind === 'reconnect') connection.askToReconnect()
    if (fault?.kind === 'invalid-session') connection.invalidate(fault.resumable ?? false)
    return fault !== undefined
  }

  faults.subscribe((change, fault) => {
    if (change === 'added' && fault.place === place && blows.includes(fault.kind))
      for (const connection of [...open]) strike(connection, blows)
  })

  return {
    arrives: (connection) => (strike(connection, ['drop', 'invalid-session']) ? 'refused' : 'welcome'),
    isThere(connection) {
      open.add(connection)
      strike(connection, ['reconnect'])
    },
    left: (connection) => void open.delete(connection),
    acknowledges: () => faults.take(place, '/heartbeat', ['no-heartbeat-ack']) === undefined,
    dispatches(path, send) {
      const fault = faults.take(place, path, ['late', 'duplicate'])
      if (fault?.kind === 'late') return void clock.after(fault.delayMs ?? 0, send)
      send()
      if (fault?.kind === 'duplicate') send()
    },
    heard: () => {},
    said: () => {},
  }
}
