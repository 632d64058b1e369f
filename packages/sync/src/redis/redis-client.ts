import { StoreUnavailable } from '../errors/sync-error.ts'
import type { Ms, Timers } from '../time.ts'

/** The part of `@redis/client` that is used: one command out, its reply back. The caller connects it, and closes it. */
export interface RedisClient {
  sendCommand(args: string[]): Promise<unknown>
}

/** A second connection, for what Redis tells by itself: `client.duplicate()`. It has to subscribe again by itself when it lost its server. */
export interface RedisSubscriber {
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>
  unsubscribe(channel: string, listener: (message: string) => void): Promise<unknown>
  on(event: 'ready', listener: () => void): unknown
}

/** Where keys of all kinds are. A room's share a hash tag: a cluster keeps them together. */
export function redisKey(prefix: string, room: string, what: 'room' | 'history' | 'presence' | 'announcements'): string {
  return `${prefix}{${encodeURIComponent(room)}}:${what}`
}

/** A Redis that is paused answers nothing and closes nothing. So long after it was asked, whoever waits is told. */
export const redisTimeoutMs: Ms = 2000

/**
 * Sends commands, and gives up on those that are not answered in time: they may still be carried out.
 * @throws StoreUnavailable from what it returns
 */
export function createRedisCall(client: RedisClient, timers: Timers, timeoutMs: Ms): (args: string[]) => Promise<unknown> {
  return async (args) => {
    let cancel = () => {}
    const late = new Promise<never>((_, fail) => {
      cancel = timers.after(timeoutMs, () => fail(new StoreUnavailable(`Redis did not answer within ${timeoutMs} ms.`)))
    })
    try {
      return await Promise.race([client.sendCommand(args), late])
    } catch (error) {
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable('Redis did not carry out a command.', error)
    } finally {
      cancel()
    }
  }
}

export const processTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
