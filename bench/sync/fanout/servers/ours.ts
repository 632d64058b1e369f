import { createServer } from 'node:http'
import { attachRooms } from '@kaltura-discord/server/rooms'
import { judge, unlimited } from './judge.ts'
import { listening } from './listening.ts'

/** Our room host as `attachRooms` gives it, in memory. */
export function serveOurs(): Promise<number> {
  const http = createServer()
  attachRooms(http, { verify: async (ticket) => judge(ticket), limits: unlimited })
  return listening(http)
}
