import { describeRoomPresence } from '../testing/describe-room-presence.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createMemoryRoomPresence } from './memory-room-presence.ts'

describeRoomPresence('memory', async () => {
  const time = createVirtualTime(1000)
  return { presence: createMemoryRoomPresence({ now: time.now, ttlMs: 400 }), pass: time.pass }
})
