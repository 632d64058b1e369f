import type { Clock } from '../discord/clock.ts'
import type { UpgradeListener } from '../faults/fault-door.ts'
import { layLine } from '../faults/line.ts'
import { createFrameHeads, type FrameHead } from './frame-heads.ts'
import type { Redaction } from './redaction.ts'
import type { WireLog } from './wire-log.ts'

/** Records the heads of the frames of the Activity's WebSockets, both ways. Their content is the app's own, and may be compressed. */
export function tapSockets(options: { log: WireLog; redaction: Redaction; clock: Clock }): (next: UpgradeListener) => UpgradeListener {
  const { log, redaction, clock } = options
  return (next) => (request, socket, head) => {
    const path = redaction.address((request.url ?? '/').replace(/\?.*$/s, ''))
    const record =
      (direction: 'in' | 'out') =>
      ({ name, bytes }: FrameHead): void =>
        log.add({ kind: 'frame', wire: 'activity-proxy', atMs: clock.now(), direction, name: `${name} ${path}`, bytes, body: null })
    const incoming = createFrameHeads(record('in'))
    const outgoing = createFrameHeads(record('out'), { afterHttpHead: true })
    if (head.length > 0) incoming(head)
    next(request, layLine(socket, { incoming, outgoing }).near, head)
  }
}
