import { createRoomGate, type RoomGateOptions } from '../host/room-gate.ts'
import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import { type ClientMessage, encodeMessage, type ServerMessage } from '../protocol/messages.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'

/** The UUID of tab number `index`. */
export const tab = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/** A gate with one room, and sockets to call it by. A ticket is the id of a member who may control. */
export function house(options: Partial<RoomGateOptions> = {}, time: VirtualTime = createVirtualTime(1_800_000_000_000)) {
  const store = options.store ?? createMemoryRoomStore(time)
  const gate = createRoomGate({ store, now: time.now, timers: time, verify: async (ticket) => judgeTicket(ticket, time.now()), ...options })

  function dial({ bufferedBytes = () => 0, fails = false }: { bufferedBytes?: () => number; fails?: boolean } = {}) {
    const heard: ServerMessage[] = []
    const closed: number[] = []
    const send = (text: string) => {
      if (fails) throw new Error('broken pipe')
      const decoded = decodeServerMessage(text)
      if (decoded.kind === 'message') heard.push(decoded.message)
    }
    const accepted = gate.accept({ send, bufferedBytes, close: (code) => void closed.push(code) })
    const say = (message: ClientMessage) => accepted.receive(encodeMessage(message))
    const hello = (ticket: string, connection = tab(0)) => say({ type: 'hello', protocol: 1, ticket, connection })
    return { heard, closed, say, hello, receive: accepted.receive, hangUp: accepted.closed }
  }

  return { time, gate, store, dial }
}

/** `forged` and `stale` are turned away; `id?` is a member who may not control, any other text the id of one who may. */
export async function judgeTicket(ticket: string, nowMs: number) {
  if (ticket === 'forged') return { kind: 'refused' as const, code: 4401, reason: 'not ours' }
  const expiresAtMs = ticket === 'stale' ? nowMs : nowMs + 60_000
  const id = ticket.replace('?', '')
  return {
    kind: 'pass' as const,
    pass: { room: 'lobby', mediaId: 'film', member: { id, name: id, mayControl: id === ticket }, expiresAtMs },
  }
}
