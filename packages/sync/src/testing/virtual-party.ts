import { createRoomClient, type RoomClient } from '../client/index.ts'
import { createRoomGate, type RoomGate, type RoomPass } from '../host/index.ts'
import { createClientRecorder, createRoomRecorder, type RoomLog } from '../recorder/index.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'
import { createRandom } from './seeded-random.ts'
import { createVirtualLink, type VirtualLink } from './virtual-link.ts'
import { createVirtualPlayer, type VirtualPlayer, type VirtualPlayerOptions } from './virtual-player.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'

export interface Guest {
  id: string
  client: RoomClient
  player: VirtualPlayer
  link: VirtualLink
}

export interface GuestOptions {
  mayControl?: boolean
  upMs?: Ms
  downMs?: Ms
  jitterMs?: Ms
  driftPpm?: number
  player?: Partial<Omit<VirtualPlayerOptions, 'time'>>
}

export interface VirtualParty {
  time: VirtualTime
  gate: RoomGate
  join(id: string, options?: GuestOptions): Guest
}

/** One room, its gate and its guests in virtual time; a ticket is the member's id, or `id!` of someone who may control. */
export function createVirtualParty(
  options: { seed?: number; firstHost?: string; store?: RoomStore; durationS?: number; log?: RoomLog } = {},
): VirtualParty {
  const time = createVirtualTime(1_800_000_000_000)
  const random = createRandom(options.seed ?? 1)
  const store = options.store ?? createMemoryRoomStore(time)
  const { log } = options
  const gate = createRoomGate({
    store,
    now: time.now,
    timers: time,
    verify: async (ticket) => ({ kind: 'pass', pass: passOf(ticket) }),
    ...(log ? { record: () => createRoomRecorder(log) } : {}),
  })

  function passOf(ticket: string): RoomPass {
    const id = ticket.replace('!', '')
    return {
      room: 'lobby',
      mediaId: '0_film',
      durationS: options.durationS ?? 3600,
      member: { id, name: id, mayControl: ticket.endsWith('!') },
      ...(options.firstHost === undefined ? {} : { firstHost: options.firstHost }),
      expiresAtMs: time.now() + 60_000,
    }
  }

  return {
    time,
    gate,
    join(id, guest = {}) {
      const { mayControl = false, upMs = 15, downMs = 15, jitterMs = 2, driftPpm = 0 } = guest
      const link = createVirtualLink({ time, gate, upMs, downMs, jitterMs, random })
      const player = createVirtualPlayer({ time, durationS: options.durationS ?? 3600, ...guest.player })
      const clock = time.clock(random() * 1e6, driftPpm)
      const ticket = async () => (mayControl ? `${id}!` : id)
      const recorder = log && createClientRecorder({ log, client: `tab of ${id}` })
      const client = createRoomClient({ open: link.open, ticket, player, clock, timers: time, random, ...(recorder ? { recorder } : {}) })
      return { id, client, player, link }
    },
  }
}
