import { describe, expect, test } from 'vitest'
import type { ClaimedDelivery, DeliveryEnd, PlannedDelivery } from './delivery.ts'
import { type DeliveryOutbox, everyGuild } from './delivery-outbox.ts'
import type { NotificationInbox } from './notification-inbox.ts'

const general = { guildId: '1', channelId: '77' }
const staff = { guildId: '1', channelId: '88' }
const elsewhere = { guildId: '2', channelId: '99' }
const at = (atMs: number, limit = 10) => ({ atMs, leaseMs: 5_000, limit })
const card = { id: 'card', messageId: '500', content: '{"phase":"live"}' }
const sent = { kind: 'sent', messageId: '500', card } as const

/** What "implements DeliveryOutbox" means. `create` gives an empty one, with the inbox that fills it. */
export function describeDeliveryOutbox(name: string, create: () => Promise<{ inbox: NotificationInbox; outbox: DeliveryOutbox }>): void {
  /** An outbox that holds these, in this order. */
  async function holding(...places: { guildId: string; channelId: string }[]) {
    const { inbox, outbox } = await create()
    let count = 0
    const put = async (...more: { guildId: string; channelId: string }[]) => {
      count += 1
      await inbox.accept({
        connection: 'main',
        dedupeKeys: [`${count}`],
        subject: { kind: 'entry-ready', entryId: '0_a' },
        receivedAtMs: count,
      })
      const [claimed] = await inbox.claim({ atMs: 0, leaseMs: 1, limit: 1 })
      const planned = more.map((place, index) => delivery(`n${count}-${index}`, place))
      return claimed ? inbox.plan(claimed, planned) : false
    }
    await put(...places)
    return { inbox, outbox, put }
  }

  describe(`${name} as a DeliveryOutbox`, () => {
    test('what was planned is claimed as it was planned', async () => {
      const { outbox } = await holding(general)

      expect(await outbox.claim(at(0))).toEqual([
        { ...delivery('n1-0', general), state: 'waiting', attempts: 0, reason: undefined, messageId: undefined, lease: expect.any(String) },
      ])
    })

    test('of a channel the first alone is claimed, and the next one when that has ended', async () => {
      const { outbox } = await holding(general, general, general)
      const [first] = await outbox.claim(at(0))
      const meanwhile = await outbox.claim(at(1))
      await outbox.settle(known(first), sent, 2)

      expect([first?.id, meanwhile]).toEqual(['n1-0', []])
      expect(idsOf(await outbox.claim(at(2)))).toEqual(['n1-1'])
    })

    test('channels do not wait for each other, and no more are claimed than asked for', async () => {
      const { outbox } = await holding(general, staff, elsewhere)

      const some = await outbox.claim(at(0, 2))
      const others = await outbox.claim(at(0, 2))

      expect([some.length, others.length]).toEqual([2, 1])
      expect(new Set([...some, ...others].map(({ channelId }) => channelId)).size).toBe(3)
    })

    test('what is planned later stands behind what waits or is under way', async () => {
      const { outbox, put } = await holding(general)
      const [first] = await outbox.claim(at(0))
      await put(general)
      const meanwhile = await outbox.claim(at(1))
      await outbox.settle(known(first), sent, 2)

      expect(meanwhile).toEqual([])
      expect(idsOf(await outbox.claim(at(2)))).toEqual(['n2-0'])
    })

    test('of many who claim at the same moment one gets it', async () => {
      const { outbox } = await holding(general, general)

      const claims = await Promise.all(Array.from({ length: 10 }, () => outbox.claim(at(0))))

      expect(idsOf(claims.flat())).toEqual(['n1-0'])
    })

    test('[A30] when a lease ends, another gets the same delivery, and who was late has lost the say', async () => {
      const { outbox } = await holding(general, general)
      const [late] = await outbox.claim(at(0))
      const early = await outbox.claim(at(4_999))
      const [taken] = await outbox.claim(at(5_000))
      const saidLate = await outbox.settle(known(late), { kind: 'refused', reason: 'late' }, 5_001)
      const putOffLate = await outbox.postpone(known(late), { retryAtMs: 9_000_000 })

      expect([early, taken?.id, saidLate, putOffLate]).toEqual([[], 'n1-0', false, false])
      expect(await outbox.settle(known(taken), sent, 5_002)).toBe(true)
      expect(await outbox.list('1', { state: 'sent', limit: 5 })).toMatchObject([{ id: 'n1-0', messageId: '500' }])
    })

    test('[A96] when the clock went back an hour a channel that had its turn goes on at once; one that is under way waits for its lease', async () => {
      const { outbox } = await holding(general, general, staff)
      const hourMs = 3_600_000
      const claimed = await outbox.claim(at(hourMs))
      const first = claimed.find(({ channelId }) => channelId === general.channelId)
      if (first) await outbox.settle(first, sent, hourMs)

      expect(idsOf(await outbox.claim(at(0)))).toEqual(['n1-1'])
    })

    test('channels take turns: who had one stands behind who waits', async () => {
      const { outbox } = await holding(general, general, staff)
      const [first] = await outbox.claim(at(1, 1))
      await outbox.settle(known(first), sent, 2)
      const [second] = await outbox.claim(at(3, 1))

      expect([first?.channelId, second?.channelId].sort()).toEqual([general.channelId, staff.channelId])
    })

    test('what was settled cannot be settled again', async () => {
      const { outbox } = await holding(general, general)
      const [first] = await outbox.claim(at(0))
      await outbox.settle(known(first), sent, 1)

      expect(await outbox.settle(known(first), sent, 2)).toBe(false)
      expect(idsOf(await outbox.claim(at(2)))).toEqual(['n1-1'])
    })

    test('who is put off keeps its place; a failure counts, waiting for a limit does not', async () => {
      const { outbox } = await holding(general, general)
      await outbox.postpone(known((await outbox.claim(at(0)))[0]), { retryAtMs: 1_000, failure: 'Discord did not answer.' })
      const tooEarly = await outbox.claim(at(999))
      await outbox.postpone(known((await outbox.claim(at(1_000)))[0]), { retryAtMs: 2_000 })

      expect(tooEarly).toEqual([])
      expect(await outbox.claim(at(2_000))).toMatchObject([{ id: 'n1-0', attempts: 1, reason: 'Discord did not answer.' }])
    })

    test.each([{ kind: 'parked', reason: 'too often' } as const, { kind: 'refused', reason: 'HTTP 403' } as const])(
      'one that is $kind lets the next one go, says why, and can be replayed behind the others',
      async (end) => {
        const { outbox } = await holding(general, general)
        await outbox.settle(known((await outbox.claim(at(0)))[0]), end, 1)
        const [listed] = await outbox.list('1', { state: end.kind, limit: 5 })
        const replayed = await outbox.replay('1', 'n1-0')
        const [next] = await outbox.claim(at(2))
        await outbox.settle(known(next), sent, 3)

        expect([listed, replayed, next?.id]).toEqual([
          expect.objectContaining({ id: 'n1-0', reason: end.reason, attempts: 1 }),
          true,
          'n1-1',
        ])
        expect(await outbox.claim(at(4))).toMatchObject([{ id: 'n1-0', attempts: 0 }])
      },
    )

    test('replayed twice, at the same moment too, it waits once', async () => {
      const { outbox } = await holding(general)
      await outbox.settle(known((await outbox.claim(at(0)))[0]), { kind: 'parked', reason: '' }, 1)
      const replays = await Promise.all([outbox.replay('1', 'n1-0'), outbox.replay('1', 'n1-0')])
      await outbox.settle(known((await outbox.claim(at(2)))[0]), sent, 3)

      expect(replays.toSorted()).toEqual([false, true])
      expect(await outbox.claim(at(4))).toEqual([])
      expect(await outbox.replay('1', 'n1-0')).toBe(false)
    })

    test('another guild sees none of it, and can replay none of it', async () => {
      const { outbox } = await holding(general)
      await outbox.settle(known((await outbox.claim(at(0)))[0]), { kind: 'parked', reason: '' }, 1)

      expect(await outbox.list('2', { limit: 5 })).toEqual([])
      expect(await outbox.replay('2', 'n1-0')).toBe(false)
      expect(await outbox.cards('2', '77', '0_a')).toEqual([])
    })

    test('a list is read in pages, the newest first', async () => {
      const { outbox } = await holding(general, staff, general)
      const first = await outbox.list('1', { limit: 2 })
      const second = await outbox.list('1', { after: first.at(-1)?.id, limit: 2 })

      expect([idsOf(first), idsOf(second)]).toEqual([['n1-2', 'n1-1'], ['n1-0']])
    })

    test('a guild that is paused waits, with all that comes in, until it is resumed', async () => {
      const { outbox, put } = await holding(general, elsewhere)
      await outbox.pause('1', 0)
      await put(staff)
      const others = await outbox.claim(at(0))
      const paused = await outbox.paused()
      await outbox.resume('1')

      expect([idsOf(others), paused]).toEqual([['n1-1'], ['1']])
      expect(idsOf(await outbox.claim(at(1))).toSorted()).toEqual(['n1-0', 'n2-0'])
    })

    test('when every guild is paused nothing is claimed', async () => {
      const { outbox } = await holding(general, elsewhere)
      await outbox.pause(everyGuild, 0)
      await outbox.pause(everyGuild, 1)

      expect([await outbox.claim(at(0)), await outbox.paused()]).toEqual([[], [everyGuild]])
    })

    test('its backlog is what waits, claimed or paused too, and what is parked, of all guilds; what was sent or refused is none of it', async () => {
      const { outbox, put } = await holding(general, general, general, general)
      const end = async (how: DeliveryEnd) => outbox.settle(known((await outbox.claim(at(0)))[0]), how, 0)
      const before = await outbox.backlog()
      await end(sent)
      await end({ kind: 'refused', reason: '' })
      await end({ kind: 'parked', reason: '' })
      const after = await outbox.backlog()
      await outbox.replay('1', 'n1-2')
      await outbox.pause('1', 1)
      await put(elsewhere)

      expect([before, after, await outbox.backlog()]).toEqual([
        { waiting: 4, parked: 0 },
        { waiting: 1, parked: 1 },
        { waiting: 3, parked: 0 },
      ])
    })

    test('a sent delivery leaves its card, and a later one writes over it', async () => {
      const { outbox } = await holding(general, general)
      await outbox.settle(known((await outbox.claim(at(0)))[0]), sent, 1)
      const before = await outbox.cards('1', '77', '0_a')
      const turned = { ...card, messageId: '501', content: '{"phase":"ended"}' }
      await outbox.settle(known((await outbox.claim(at(1)))[0]), { ...sent, card: turned }, 2)

      expect([before, await outbox.cards('1', '77', '0_a')]).toEqual([[card], [turned]])
      expect([await outbox.cards('1', '88', '0_a'), await outbox.cards('1', '77', '0_b')]).toEqual([[], []])
    })

    test('cards come the newest first', async () => {
      const { outbox } = await holding(general, general)
      await outbox.settle(known((await outbox.claim(at(0)))[0]), sent, 1)
      await outbox.settle(known((await outbox.claim(at(1)))[0]), { ...sent, card: { ...card, id: 'later' } }, 2)

      expect((await outbox.cards('1', '77', '0_a')).map(({ id }) => id)).toEqual(['later', 'card'])
    })
  })
}

function delivery(id: string, place: { guildId: string; channelId: string }): PlannedDelivery {
  return { ...place, id, subject: '0_a', event: 'entry-ready', content: '{"ü":"\\u0000"}' }
}

function idsOf(deliveries: readonly { id: string }[]): string[] {
  return deliveries.map(({ id }) => id)
}

function known(claimed: ClaimedDelivery | undefined): ClaimedDelivery {
  if (!claimed) throw new Error('nothing was claimed')
  return claimed
}
