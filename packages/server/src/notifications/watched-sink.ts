import type { MessageSink } from '@kaltura-discord/core'

/** How the last message for Discord went that was tried, and when. */
export interface LastMessage {
  works: boolean
  atMs: number
}

/**
 * A sink that remembers how its last message went. It stops none: each channel's messages wait behind the one that failed, and the outbox tries that again ever less
 * often, so that there is nothing left for a breaker to spare Discord.
 */
export function createWatchedSink(sink: MessageSink, now: () => number): { sink: MessageSink; last(): LastMessage | undefined } {
  let last: LastMessage | undefined

  async function watched<Outcome extends { kind: string }>(sending: Promise<Outcome>): Promise<Outcome> {
    try {
      const outcome = await sending
      // Who waits for a limit has asked nobody.
      if (outcome.kind !== 'limited') last = { works: true, atMs: now() }
      return outcome
    } catch (error) {
      last = { works: false, atMs: now() }
      throw error
    }
  }

  return {
    sink: { create: (message) => watched(sink.create(message)), edit: (message) => watched(sink.edit(message)) },
    last: () => last,
  }
}
