import { UnavailableError } from '@kaltura-discord/core'

type Hear = (message: string) => void

/** A second connection, such as `client.duplicate()`, that hears. When it lost its server it has to subscribe again before it says `ready`. */
export interface RedisSubscriber {
  on(event: 'ready', listener: () => void): unknown
  subscribe(channel: string, hear: Hear): Promise<unknown>
  unsubscribe(channel: string, hear: Hear): Promise<unknown>
}

/** A connection that speaks: what is used of `@redis/client`. Whoever makes it connects and closes it. */
export interface RedisClient {
  sendCommand(args: string[]): Promise<unknown>
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
