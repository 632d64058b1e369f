import { describe, expect, test } from 'vitest'
import { InvalidInputError, UnavailableError } from '../errors/coded-error.ts'
import type { Entry } from '../media/entry.ts'
import { readCard } from './card.ts'
import { type DeliverDependencies, deliverDue } from './deliver-due.ts'
import type { CardRow, ClaimedDelivery, DeliveryEnd } from './delivery.ts'
import { createMemorySink } from './memory-sink.ts'
import { noticeOf } from './notice.ts'
import { noticeMessage } from './notice-message.ts'
import type { EntrySubject } from './notification-subject.ts'
import { notificationRoute } from './route.ts'

const channelId = '1100000000000000077'
const role = '1100000000000000031'
const night = { from: '22:00', to: '06:00', timeZone: 'UTC' }
const noon = Date.UTC(2026, 0, 5, 12)
const entry: Entry = {
  id: '1_live',
  name: '**Seminar** @everyone',
  description: '',
  durationS: 0,
  kind: 'live',
  status: 'ready',
  tags: [],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 0,
}
const started: EntrySubject = { kind: 'live-started', entryId: entry.id, sinceMs: noon }
const ended: EntrySubject = { kind: 'live-ended', entryId: entry.id, sinceMs: noon, endedAtMs: noon + 60_000 }

function delivery(
  subject: EntrySubject,
  { about = entry, route = {}, attempts = 0 }: { about?: Entry; route?: object; attempts?: number } = {},
) {
  const notice = noticeOf(subject, about, notificationRoute.parse({ channelId, ...route }))
  const claimed: ClaimedDelivery = {
    guildId: '1',
    id: `n-${subject.kind}`,
    channelId,
    subject: '1_live',
    event: notice.event,
    content: JSON.stringify(notice),
    state: 'waiting',
    attempts,
    reason: undefined,
    messageId: undefined,
    lease: 'lease',
  }
  return claimed
}

/** A worker whose world is arrays. */
function scene(due: ClaimedDelivery[], { closed = [], ...overrides }: Partial<DeliverDependencies> & { closed?: string[] } = {}) {
  const channel = createMemorySink({ closed })
  const queue = [...due]
  const ends: DeliveryEnd[] = []
  const postponed: { retryAtMs: number; failure?: string | undefined }[] = []
  const cards: CardRow[] = []
  const dependencies: DeliverDependencies = {
    outbox: {
      claim: async () => queue.splice(0, 1),
      async settle(_, end) {
        ends.push(end)
        if (end.kind === 'sent') cards.splice(0, 1, end.card)
        return true
      },
      postpone: async (_, options) => postponed.push(options) > 0,
      cards: async () => cards,
      list: async () => [],
      replay: async () => false,
      pause: async () => undefined,
      resume: async () => undefined,
      paused: async () => [],
      backlog: async () => ({ waiting: 0, parked: 0 }),
    },
    sink: channel.sink,
    render: (notice) => noticeMessage(notice, `watch:${notice.entry.id}`),
    now: () => noon,
    random: () => 0.5,
    ...overrides,
  }
  return { ...channel, dependencies, ends, postponed, cards, round: () => deliverDue(dependencies) }
}

describe('deliverDue', () => {
  test('sends a message under the id of its delivery, and keeps the card', async () => {
    const { round, messages, cards } = scene([delivery(started)])

    expect(await round()).toBe(1)
    expect(messages).toMatchObject([{ channelId, nonce: 'n-live-started', edits: 0 }])
    expect(cards.map(({ messageId, content }) => [messageId, readCard(content).phase])).toEqual([[messages[0]?.id, 'live']])
  })

  test('edits the message when the broadcast goes on', async () => {
    const { round, messages, ends } = scene([delivery(started), delivery(ended)])
    await round()
    await round()

    expect(messages).toMatchObject([{ edits: 1, body: { content: 'A live stream is over.' } }])
    expect(ends.map(({ kind }) => kind)).toEqual(['sent', 'sent'])
  })

  test('sends a new message where somebody deleted the old one, and goes on with that', async () => {
    const { round, messages, remove, cards } = scene([delivery(started), delivery(ended)])
    await round()
    remove(messages[0]?.id ?? '')
    await round()

    expect(messages).toMatchObject([{ nonce: 'n-live-ended', body: { content: 'A live stream is over.' } }])
    expect(cards).toMatchObject([{ id: 'n-live-started', messageId: messages[0]?.id }])
  })

  test('says nothing that a card has left behind', async () => {
    const { round, messages, ends } = scene([delivery(ended), delivery(started)])
    await round()
    await round()

    expect(messages).toMatchObject([{ edits: 0, body: { content: 'A live stream is over.' } }])
    expect(ends[1]).toEqual({ kind: 'outdated' })
  })

  test('writes the title as text: no Markdown of it works, no mention of it pings', async () => {
    const { round, messages } = scene([delivery(started, { route: { mentionRoleIds: [role] } })])
    await round()

    expect(JSON.stringify(messages[0]?.body)).toContain('\\\\*\\\\*Seminar\\\\*\\\\* \\\\@everyone')
    expect(messages[0]?.body).toMatchObject({
      content: `<@&${role}> A live stream has begun.`,
      allowed_mentions: { parse: [], roles: [role] },
    })
  })

  test('is silent in quiet hours: no push, no role', async () => {
    const route = { quietHours: night, mentionRoleIds: [role] }
    const quiet = scene([delivery(started, { route })], { now: () => noon + 11 * 3_600_000 })
    const loud = scene([delivery(started, { route })])
    await quiet.round()
    await loud.round()

    expect(quiet.messages[0]?.body).toMatchObject({ content: 'A live stream has begun.', flags: 4096, allowed_mentions: { roles: [] } })
    expect(loud.messages[0]?.body).not.toHaveProperty('flags')
  })

  test('a channel that Discord refuses for good is told to the operator, and is not tried again', async () => {
    const refused: string[] = []
    const { round, ends } = scene([delivery(started)], { closed: [channelId], onRefused: ({ channelId }) => void refused.push(channelId) })

    expect(await round()).toBe(1)
    expect([refused, ends]).toEqual([[channelId], [{ kind: 'refused', reason: expect.any(String) }]])
  })

  test('waiting for a limit is no failure', async () => {
    const limited = { kind: 'limited', untilMs: noon + 4_000 } as const
    const { round, postponed } = scene([delivery(started)], { sink: { create: async () => limited, edit: async () => limited } })

    expect(await round()).toBe(0)
    expect(postponed).toEqual([{ retryAtMs: noon + 4_000 }])
  })

  test('tries again when Discord is down, at some moment within a doubling time, and parks after the last attempt', async () => {
    const create = async () => {
      throw new UnavailableError('Discord did not answer.')
    }
    const sink = { ...createMemorySink().sink, create }
    const early = scene([delivery(started, { attempts: 3 })], { sink })
    const late = scene([delivery(started, { attempts: 47 })], { sink })
    await early.round()
    await late.round()

    expect(early.postponed).toEqual([{ retryAtMs: noon + 4_000, failure: 'Discord did not answer.' }])
    expect(late.ends).toEqual([{ kind: 'parked', reason: 'Discord did not answer.' }])
  })

  test.each([
    ['a fault of ours', new TypeError('secret'), 'A fault of ours: the log tells more.'],
    ['what no retry can help', new InvalidInputError('No.'), 'No.'],
  ])('parks sooner for %s, and keeps no words that may hold a secret', async (_, error, reason) => {
    const failures: unknown[] = []
    const render = () => {
      throw error
    }
    const { round, ends } = scene([delivery(started, { attempts: 4 })], { render, onFailure: (_, cause) => void failures.push(cause) })
    await round()

    expect([ends, failures]).toEqual([[{ kind: 'parked', reason }], [error]])
  })

  test('content that nobody can read fails like any other fault', async () => {
    const { round, postponed } = scene([{ ...delivery(started), content: '{' }])
    await round()

    expect(postponed).toHaveLength(1)
  })

  test('an outbox that is away is told, after what was begun has come to rest', async () => {
    const { dependencies } = scene([delivery(started)])
    const outbox = { ...dependencies.outbox, settle: () => Promise.reject(new UnavailableError('The database is away.')) }

    await expect(deliverDue({ ...dependencies, outbox })).rejects.toThrow('The database is away.')
  })
})
