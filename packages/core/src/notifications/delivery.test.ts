import { describe, expect, test } from 'vitest'
import { createStaticBindings } from '../access/static-bindings.ts'
import { UnavailableError } from '../errors/coded-error.ts'
import type { Entry } from '../media/entry.ts'
import { createMemoryCatalog } from '../media/memory-catalog.ts'
import { type DeliveryDependencies, deliverDue, retryDelayMs } from './delivery.ts'
import type { OutboundMessage } from './message-sink.ts'
import type { PendingNotification } from './notification-inbox.ts'

const entry: Entry = {
  id: '0_rec',
  name: '**Seminar** @everyone',
  description: '',
  durationS: 3725,
  kind: 'video',
  status: 'ready',
  tags: ['discord'],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 0,
}
const pending: PendingNotification = {
  id: 'abcdefgh123456789012',
  attempts: 0,
  notification: { connection: 'main', dedupeKeys: ['job:1'], subject: { kind: 'entry-ready', entryId: '0_rec' }, receivedAtMs: 0 },
}

/** A delivery whose world is arrays. */
function scene(overrides: { found?: Entry | undefined; due?: PendingNotification; send?: () => never } = {}) {
  const sent: OutboundMessage[] = []
  const settled: string[] = []
  const postponed: number[] = []
  const found = 'found' in overrides ? overrides.found : entry
  const dependencies: DeliveryDependencies = {
    inbox: {
      accept: async () => ({ kind: 'duplicate' }),
      claim: async () => [overrides.due ?? pending],
      settle: async (_, outcome) => void settled.push(outcome),
      postpone: async (_, atMs) => void postponed.push(atMs),
    },
    bindings: createStaticBindings([
      { guildId: '1', connection: 'main', scope: { tags: ['discord'], categories: [] }, controllers: [], announceChannelId: '77' },
      { guildId: '2', connection: 'main', scope: { tags: ['other'], categories: [] }, controllers: [], announceChannelId: '88' },
      { guildId: '3', connection: 'elsewhere', scope: { tags: ['discord'], categories: [] }, controllers: [], announceChannelId: '99' },
    ]),
    catalog: () => createMemoryCatalog(found ? [{ entry: found }] : []),
    sink: {
      async send(message) {
        overrides.send?.()
        sent.push(message)
        return { kind: 'sent', messageId: '1' }
      },
    },
    now: () => 1_000_000,
    watchButtonId: (id) => `watch:${id}`,
  }
  return { dependencies, sent, settled, postponed }
}

describe('deliverDue', () => {
  test('tells only the guilds of the connection that may see the entry', async () => {
    const { dependencies, sent, settled } = scene()

    const report = await deliverDue(dependencies)

    expect(sent.map((message) => message.channelId)).toEqual(['77'])
    expect(settled).toEqual(['sent'])
    expect(report).toEqual({ sent: 1, quiet: 0, postponed: 0 })
  })

  test('writes the title as text: no Markdown of it works, no mention of it pings', async () => {
    const { dependencies, sent } = scene()
    await deliverDue(dependencies)

    expect(JSON.stringify(sent[0]?.body)).toContain('\\\\*\\\\*Seminar\\\\*\\\\* \\\\@everyone')
    expect(sent[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } })
    expect(JSON.stringify(sent[0]?.body)).toContain('1:02:05')
  })

  test('says of a live stream that it has begun, without a length', async () => {
    const { dependencies, sent } = scene({ found: { ...entry, kind: 'live', durationS: 0 } })
    await deliverDue(dependencies)

    expect(sent[0]?.body).toMatchObject({ content: 'A live stream has begun.', embeds: [{ title: '\\*\\*Seminar\\*\\* \\@everyone' }] })
    expect(JSON.stringify(sent[0]?.body)).not.toMatch(/Length|1970/)
  })

  test('[A30] keeps the nonce over attempts, so that a crash after sending makes no second message, within the 25 characters that Discord takes', async () => {
    const first = scene()
    const second = scene({ due: { ...pending, attempts: 3 } })
    await deliverDue(first.dependencies)
    await deliverDue(second.dependencies)

    expect(first.sent[0]?.nonce).toBe(second.sent[0]?.nonce)
    expect(first.sent[0]?.nonce.length).toBeLessThanOrEqual(25)
  })

  test('says nothing about an entry that is gone by the time it is fetched again', async () => {
    const { dependencies, sent, settled } = scene({ found: undefined })
    await deliverDue(dependencies)

    expect(sent).toEqual([])
    expect(settled).toEqual(['nothing-to-say'])
  })

  test('a channel that Discord refuses for good is told to the operator, and is not tried again', async () => {
    const { dependencies, settled, postponed } = scene()
    const refused: string[] = []
    const sink = { send: async () => ({ kind: 'refused' as const, reason: 'HTTP 403' }) }
    await deliverDue({ ...dependencies, sink, onRefused: (channelId) => void refused.push(channelId) })

    expect([refused, settled, postponed]).toEqual([['77'], ['nothing-to-say'], []])
  })

  test('postpones when Discord is down, and gives up after the last attempt', async () => {
    const down = () => {
      throw new UnavailableError('Discord did not answer.')
    }
    const early = scene({ send: down })
    const late = scene({ send: down, due: { ...pending, attempts: 11 } })
    await deliverDue(early.dependencies)
    await deliverDue(late.dependencies)

    expect(early.postponed).toEqual([1_001_000])
    expect(late.settled).toEqual(['given-up'])
  })

  test('waits longer after each attempt, and never more than half an hour', () => {
    expect([0, 1, 2, 20].map(retryDelayMs)).toEqual([1000, 2000, 4000, 1_800_000])
  })
})
