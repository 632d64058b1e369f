import { createRoomClient } from '../client/index.ts'
import type { AcceptedSocket, RoomSocket } from '../host/index.ts'
import { createMemoryRoomPresence } from '../presence/memory-room-presence.ts'
import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import type { MarkedRevision } from '../protocol/revision.ts'
import { createClientRecorder, createRoomRecorder, type RoomLog } from '../recorder/index.ts'
import type { Ms } from '../time.ts'
import { startMs } from './room-story.ts'
import { createRandom } from './seeded-random.ts'
import { createVirtualLink } from './virtual-link.ts'
import { createVirtualNode, type VirtualNode } from './virtual-node.ts'
import type { Guest } from './virtual-party.ts'
import { createVirtualPlayer } from './virtual-player.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'
import { createWitnessStore, type WitnessStore } from './witness-store.ts'

export interface VirtualCluster {
  time: VirtualTime
  store: WitnessStore
  nodes: readonly VirtualNode[]
  guests: readonly ClusterGuest[]
  /** The store comes back without its last commits: not within seconds of a step of its clock, nor without the commit that told of one (CU5). */
  loseTail(commits: number): void
  /** The store's clock is set, and every server notices, one after another: not twice within seconds, nor while one of them cannot (CU5). */
  stepClock(byMs: Ms): void
}

/** Who also knows whether what they saw has been lost, and whether they were told. */
export interface ClusterGuest extends Guest {
  /** Saw what was lost, and was never shown that the room was restored since. */
  owedRestore(): boolean
}

export interface VirtualClusterOptions {
  seed: number
  nodes: number
  guests: number
  /** Where all servers and guests write what they do. */
  log?: RoomLog
}

/**
 * Servers with the production gate over one store, and guests with the production client, in virtual time: the same seed gives the same run. A
 * load balancer sends each socket to a server that is up, by chance.
 */
export function createVirtualCluster({ seed, nodes: count, guests: crowd, log }: VirtualClusterOptions): VirtualCluster {
  const time = createVirtualTime(startMs)
  const random = createRandom(seed)
  const marks = createRandom(seed + 1)
  let setByMs = 0
  let steppedAtMs = Number.NEGATIVE_INFINITY
  const clusterMs = () => time.now() + setByMs
  const store = createWitnessStore(clusterMs)
  const presence = createMemoryRoomPresence(time)
  /** One for all servers: a log holds one room, and says how that stands whenever another of them goes on from something else. */
  const recorder = log && createRoomRecorder(log)

  const nodes = Array.from({ length: count }, (_, index) =>
    createVirtualNode({
      name: `node-${index}`,
      time,
      setByMs: () => setByMs,
      setAtMs: () => steppedAtMs,
      store,
      presence,
      random: marks,
      ...(recorder ? { record: () => recorder } : {}),
      verify: (id) => ({
        room: 'lobby',
        mediaId: 'film',
        durationS: 36_000,
        member: { id, name: id, mayControl: id !== 'guest-0' },
        expiresAtMs: clusterMs() + 60_000,
      }),
    }),
  )

  function accept(socket: RoomSocket): AcceptedSocket {
    const up = nodes.filter((node) => node.isUp())
    const heard: RoomSocket = {
      ...socket,
      send(text) {
        store.hear(text)
        socket.send(text)
      },
    }
    const node = up[Math.floor(random() * up.length)]
    if (node) return node.accept(heard)
    socket.close(1006, '')
    return { receive: () => {}, closed: () => {} }
  }

  const guests = Array.from({ length: crowd }, (_, index): ClusterGuest => {
    const id = `guest-${index}`
    const link = createVirtualLink({ time, gate: { accept }, upMs: 10 + 10 * index, downMs: 10 + 10 * index, jitterMs: 3, random })
    const player = createVirtualPlayer({ time, durationS: 36_000 })
    const client = createRoomClient({
      open() {
        const socket = link.open()
        socket.addEventListener('message', ({ data }) => {
          const before = client.view()
          queueMicrotask(() => client.view() === before || see(String(data)))
        })
        return socket
      },
      ticket: async () => id,
      player,
      clock: time.clock(random() * 1e6, (random() - 0.5) * 60),
      timers: time,
      random,
      ...(log ? { recorder: createClientRecorder({ log, client: `tab of ${id}` }) } : {}),
    })
    /** What was shown since the room was last shown as restored. */
    let seen: MarkedRevision[] = []
    function see(frame: string): void {
      const decoded = decodeServerMessage(frame)
      if (decoded.kind === 'refused' || (decoded.message.type !== 'room' && decoded.message.type !== 'welcome')) return
      const revision = decoded.message.type === 'room' ? decoded.message : decoded.message.room
      seen = client.view().gap === 'restored' ? [revision] : [...seen, revision]
    }
    return { id, client, player, link, owedRestore: () => seen.some(store.hasLost) }
  })

  function stepClock(byMs: Ms): void {
    if (time.now() - steppedAtMs < 4000 || !nodes.every((node) => node.isWell())) return
    steppedAtMs = time.now()
    setByMs += byMs
    store.stepped()
    for (const [index, node] of nodes.entries()) time.after(index * 400, node.lookAtClock)
  }

  function loseTail(commits: number): void {
    if (time.now() - steppedAtMs >= 4000) store.loseTail(commits)
  }

  return { time, store, nodes, guests, stepClock, loseTail }
}

/** How far apart the players of all guests are now. */
export function spreadMs(guests: readonly Guest[]): Ms {
  const positions = guests.map(({ player }) => player.positionS())
  return (Math.max(...positions) - Math.min(...positions)) * 1000
}
