import type { ClientSocket } from '../client/client-socket.ts'
import type { RoomGate } from '../host/room-gate.ts'
import type { Ms } from '../time.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface VirtualLinkOptions {
  time: VirtualTime
  gate: Pick<RoomGate, 'accept'>
  upMs: Ms
  downMs: Ms
  /** Largest extra delay of a frame; order is kept, as TCP keeps it. */
  jitterMs?: Ms
  random: () => number
}

export interface VirtualLink {
  /** Opens a socket over this link; what `createRoomClient` wants. */
  open(): ClientSocket
  /** The network goes: both ends learn of it at once, as 1006. */
  cut(): void
  /** How often `open` was called. */
  opened(): number
}

/** A network between one client and a gate, in virtual time. */
export function createVirtualLink({ time, gate, upMs, downMs, jitterMs = 0, random }: VirtualLinkOptions): VirtualLink {
  let opened = 0
  let cutCurrent = () => {}

  function lane(delayMs: Ms): (run: () => void) => void {
    let lastMs = 0
    return (run) => {
      lastMs = Math.max(lastMs, time.now() + delayMs + random() * jitterMs)
      time.after(lastMs - time.now(), run)
    }
  }

  return {
    opened: () => opened,
    cut: () => cutCurrent(),
    open() {
      opened += 1
      const [up, down] = [lane(upMs), lane(downMs)]
      const heard: { type: string; listener: (event: { data: unknown; code: number; reason: string }) => void }[] = []
      let readyState = 0
      const tell = (type: string, event: { data?: unknown; code?: number; reason?: string } = {}) => {
        for (const { listener } of heard.filter((one) => one.type === type)) listener({ data: '', code: 1006, reason: '', ...event })
      }
      const finish = (code: number, reason: string) => {
        if (readyState === 3) return
        readyState = 3
        tell('close', { code, reason })
      }
      const accepted = gate.accept({
        send: (text) => down(() => readyState === 1 && tell('message', { data: text })),
        close: (code, reason) => down(() => finish(code, reason)),
      })
      cutCurrent = () => {
        accepted.closed()
        finish(1006, '')
      }
      up(() =>
        down(() => {
          if (readyState !== 0) return
          readyState = 1
          tell('open')
        }),
      )
      return {
        get readyState() {
          return readyState
        },
        send: (text) => up(() => accepted.receive(text)),
        close(code = 1005) {
          readyState = 3
          up(() => accepted.closed(code))
        },
        addEventListener(type: string, listener: (event: never) => void) {
          heard.push({ type, listener: (event) => Reflect.apply(listener, undefined, [event]) })
        },
      }
    },
  }
}
