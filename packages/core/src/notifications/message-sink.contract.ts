import { describe, expect, test } from 'vitest'
import type { MessageSink } from './message-sink.ts'

/** A sink, and what there is in a channel that it may write to. */
export interface SinkUnderTest {
  sink: MessageSink
  channelId: string
  /** The id of a channel that there isn't. */
  noChannelId: string
  /** The texts of the channel, by the ids of their messages, the oldest first. */
  texts(): Promise<Readonly<Record<string, string>>>
  /** Somebody deletes a message. */
  remove(messageId: string): Promise<void>
}

/** What "implements MessageSink" means. `create` gives one whose channel is empty. */
export function describeMessageSink(name: string, create: () => Promise<SinkUnderTest>): void {
  describe(`${name} as a MessageSink`, () => {
    test('a message that was created is in its channel, under the id that was told', async () => {
      const { sink, channelId, texts } = await create()
      const outcome = await sink.create({ channelId, nonce: 'n-1', body: { content: 'Hello' } })

      expect(outcome).toEqual({ kind: 'sent', messageId: expect.any(String) })
      expect(Object.entries(await texts())).toEqual([[idOf(outcome), 'Hello']])
    })

    test('[A30] repeated under its nonce, at the same moment too, it is the same message', async () => {
      const { sink, channelId, texts } = await create()
      const message = { channelId, nonce: 'n-1', body: { content: 'Hello' } }
      const outcomes = await Promise.all([sink.create(message), sink.create(message)])
      const later = await sink.create(message)

      expect(new Set([...outcomes, later].map(idOf)).size).toBe(1)
      expect(Object.values(await texts())).toEqual(['Hello'])
    })

    test('another nonce is another message', async () => {
      const { sink, channelId, texts } = await create()
      await sink.create({ channelId, nonce: 'n-1', body: { content: 'Hello' } })
      await sink.create({ channelId, nonce: 'n-2', body: { content: 'Hello' } })

      expect(Object.values(await texts())).toEqual(['Hello', 'Hello'])
    })

    test('an edited message keeps its id and its place', async () => {
      const { sink, channelId, texts } = await create()
      const messageId = idOf(await sink.create({ channelId, nonce: 'n-1', body: { content: 'Live' } }))
      await sink.create({ channelId, nonce: 'n-2', body: { content: 'Other' } })
      const outcome = await sink.edit({ channelId, messageId, body: { content: 'Ended' } })

      expect(outcome).toEqual({ kind: 'sent', messageId })
      expect(Object.entries(await texts())[0]).toEqual([messageId, 'Ended'])
    })

    test('a message that somebody deleted is gone', async () => {
      const { sink, channelId, remove } = await create()
      const messageId = idOf(await sink.create({ channelId, nonce: 'n-1', body: { content: 'Live' } }))
      await remove(messageId)

      expect(await sink.edit({ channelId, messageId, body: { content: 'Ended' } })).toEqual({ kind: 'gone' })
    })

    test('a channel that there isn’t refuses, and says why', async () => {
      const { sink, noChannelId } = await create()

      expect(await sink.create({ channelId: noChannelId, nonce: 'n-1', body: { content: 'Hello' } })).toEqual({
        kind: 'refused',
        reason: expect.any(String),
      })
      expect((await sink.edit({ channelId: noChannelId, messageId: '1100000000000000001', body: { content: 'Hello' } })).kind).toBe(
        'refused',
      )
    })
  })
}

function idOf(outcome: Awaited<ReturnType<MessageSink['edit']>>): string {
  return outcome.kind === 'sent' ? outcome.messageId : outcome.kind
}
