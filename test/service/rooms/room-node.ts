import { once } from 'node:events'
import { createServer } from 'node:http'
import { attachRooms } from '@kaltura-discord/server/rooms'
import { openSqliteRoomSnapshots } from '@kaltura-discord/stores/sqlite'
import { createMemoryRoomStore } from '@kaltura-discord/sync'
import { createRedisRooms } from '@kaltura-discord/sync/redis'
import { createClient } from '@redis/client'

/** A server of rooms as a process, to be killed: `room-node.ts PORT redis://… PREFIX`, or `room-node.ts PORT FILE`. A ticket is a member's id. */
const [, , port = '0', place = '', prefix = ''] = process.argv

async function overRedis() {
  const reconnectStrategy = () => 100
  const client = createClient({ url: place, disableOfflineQueue: true, socket: { connectTimeout: 1000, reconnectStrategy } })
  const subscriber = client.duplicate()
  for (const one of [client, subscriber]) one.on('error', () => {})
  await Promise.all([client.connect(), subscriber.connect()])
  return createRedisRooms({ client, subscriber, prefix, node: `node-${process.pid}` })
}

function inMemory() {
  const now = () => performance.timeOrigin + performance.now()
  return { store: createMemoryRoomStore({ now, snapshots: openSqliteRoomSnapshots({ file: place }) }), now }
}

const rooms = place.startsWith('redis:') ? await overRedis() : inMemory()
const http = createServer()
attachRooms(http, {
  ...rooms,
  verify: async (ticket) => ({
    kind: 'pass',
    pass: { room: 'lobby', mediaId: 'film', member: { id: ticket, name: ticket, mayControl: true }, expiresAtMs: rooms.now() + 60_000 },
  }),
  log: (entry) => entry.event === 'room.lost-tail' && process.stdout.write(`lost ${entry.lostSeq} kept ${entry.keptSeq}\n`),
})
await once(http.listen(Number(port), '127.0.0.1'), 'listening')
const address = http.address()
process.stdout.write(`listening on ${typeof address === 'object' ? address?.port : port}\n`)
