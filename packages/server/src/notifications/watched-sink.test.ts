import { type MessageSink, type SinkOutcome, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { createWatchedSink } from './watched-sink.ts'

const channelId = '1100000000000000040'
const refused = { kind: 'refused', reason: 'HTTP 403' } as const
const limited = { kind: 'limited', untilMs: 9 } as const

/** A sink whose Discord the test speaks for, at moments that it names. */
function scene() {
  const world = { nowMs: 0, answer: async (): Promise<SinkOutcome> => ({ kind: 'sent', messageId: '500' }) }
  const inner: MessageSink = { create: () => world.answer(), edit: () => world.answer() }
  const { sink, last } = createWatchedSink(inner, () => world.nowMs)
  const create = () => sink.create({ channelId, nonce: 'n', body: {} })
  const edit = () => sink.edit({ channelId, messageId: '500', body: {} })
  const away = async () => {
    throw new UnavailableError('Discord did not answer.')
  }
  return { world, create, edit, last, away }
}

describe('a watched sink', () => {
  test('knows nothing before the first message', () => {
    expect(scene().last()).toBeUndefined()
  })

  test('passes on what its sink says, and knows since when Discord takes no message', async () => {
    const { world, create, edit, last, away } = scene()
    const sent = [await create(), last()]
    world.answer = away
    world.nowMs = 5

    await expect(edit()).rejects.toThrow('Discord did not answer.')
    expect([...sent, last()]).toEqual([
      { kind: 'sent', messageId: '500' },
      { works: true, atMs: 0 },
      { works: false, atMs: 5 },
    ])
  })

  test('hears from a refusal that Discord is there, and from a limit nothing', async () => {
    const { world, create, last, away } = scene()
    world.answer = away
    await create().catch(() => undefined)
    world.answer = async () => limited
    const heard = [await create(), last()?.works]
    world.answer = async () => refused

    expect([...heard, await create(), last()?.works]).toEqual([limited, false, refused, true])
  })
})
