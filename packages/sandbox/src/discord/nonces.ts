import type { Clock } from './clock.ts'
import type { WorldMessage } from './messages.ts'

const windowMs = 3 * 60_000

/** Which message had a nonce, for three minutes, also when so many were posted since that it is no longer shown. */
export function createNonces(clock: Clock) {
  const seen = new Map<string, WorldMessage>()
  const key = (channelId: string, nonce: string | number) => JSON.stringify([channelId, nonce])
  const isOver = ({ atMs }: WorldMessage) => clock.now() - atMs >= windowMs

  return {
    twinOf(channelId: string, nonce: string | number): WorldMessage | undefined {
      const message = seen.get(key(channelId, nonce))
      return message && !isOver(message) ? message : undefined
    },
    keep(message: WorldMessage): void {
      if (message.nonce === null) return
      for (const [at, old] of seen) {
        if (!isOver(old)) break
        seen.delete(at)
      }
      seen.set(key(message.channelId, message.nonce), message)
    },
    forget({ channelId, nonce }: WorldMessage): void {
      if (nonce !== null) seen.delete(key(channelId, nonce))
    },
  }
}
