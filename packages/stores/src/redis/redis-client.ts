import { UnavailableError } from '@kaltura-discord/core'

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

/** A Redis that is paused answers nothing and closes nothing. So long after it was asked, whoever waits is told. */
const defaultTimeoutMs = 2000

/**
 * What Redis says, unless it takes too long; a command may still be carried out then.
 * @throws UnavailableError
 */
export async function answerOfRedis<T>(asked: Promise<T>, timeoutMs = defaultTimeoutMs): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([asked, late])
  } catch (cause) {
    throw new UnavailableError('Redis did not answer, or not as it should.', { cause })
  } finally {
    clearTimeout(timer)
  }
}
