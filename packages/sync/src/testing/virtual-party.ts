import { createRoomClient, type RoomClient } from '../client/index.ts'
import { createRoomGate, type RoomGate, type RoomPass } from '../host/index.ts'
import { createClientRecorder, createRoomRecorder, type RoomLog } from '../recorder/index.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Clock, Ms } from '../time.ts'
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
  media?: () => string
  /** Default: one that runs `driftPpm` fast. */
  clock?: Clock
  player?: Partial<Omit<VirtualPlayerOptions, 'time'>>
}

export interface VirtualParty {
  time: VirtualTime
  store: RoomStore
  join(id: string, options?: GuestOptions): Guest
  /** The server ends and comes back at once, with nothing but its store. */
  restart(): Promise<void>
}

export interface VirtualPartyOptions {
  seed?: number
  time?: VirtualTime
  firstHost?: string
  store?: RoomStore
  durationS?: number
  /** Whether the media is a live stream. */
  live?: true
  /** Where the gate and all guests write what they do. */
  log?: RoomLog
  /** Hears of every ticket that is judged. */
  onTicket?: (atMs: Ms) => void
}

/** One room, its gate and its guests in virtual time; a ticket is the member's id, or `id!` of someone who may control. */
export function createVirtualParty(options: VirtualPartyOptions = {}): VirtualParty {
  const { log, onTicket, time = createVirtualTime(1_800_000_000_000) } = options
  const random = createRandom(options.seed ?? 1)
  const marks = createRandom(1)
  const store = options.store ?? createMemoryRoomStore(time)
  let gate = openGate()

  function openGate(): RoomGate {
    return createRoomGate({
      store,
      queueable: async (_, mediaId) => ({ kind: 'media', title: mediaId, durationS: 600 }),
      now: time.now,
      timers: time,
      random: marks,
      async verify(ticket) {
        onTicket?.(time.now())
        return { kind: 'pass', pass: passOf(ticket) }
      },
      ...(log ? { record: () => createRoomRecorder(log) } : {}),
    })
  }

  function passOf(ticket: string): RoomPass {
    const id = ticket.replace('!', '')
    return {
      room: 'lobby',
      mediaId: '0_film',
      ...(options.live ? { live: true } : { durationS: options.durationS ?? 3600 }),
      member: { id, name: id, mayControl: ticket.endsWith('!') },
      ...(options.firstHost === undefined ? {} : { firstHost: options.firstHost }),
      expiresAtMs: time.now() + 60_000,
    }
  }

  return {
    time,
    store,
    async restart() {
      await gate.close()
      gate = openGate()
    },
    join(id, guest = {}) {
      const { mayControl = false, upMs = 15, downMs = 15, jitterMs = 2, driftPpm = 0 } = guest
      const link = createVirtualLink({ time, gate: { accept: (socket) => gate.accept(socket) }, upMs, downMs, jitterMs, random })
      const player = createVirtualPlayer({ time, durationS: options.durationS ?? 3600, ...guest.player })
      const clock = guest.clock ?? time.clock(random() * 1e6, driftPpm)
      const ticket = async () => (mayControl ? `${id}!` : id)
      const recorder = log && createClientRecorder({ log, client: `tab of ${id}` })
      const optional = { ...(recorder ? { recorder } : {}), ...(guest.media ? { media: guest.media } : {}) }
      const client = createRoomClient({ open: link.open, ticket, player, clock, timers: time, random, ...optional })
      return { id, client, player, link }
    },
  }
}
