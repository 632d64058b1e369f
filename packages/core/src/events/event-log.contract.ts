import { describe, expect, test } from 'vitest'
import { domainEvent, type EventOf } from './domain-event.ts'
import type { EventLog } from './event-log.ts'

const here = '1100000000000000010'
const there = '1100000000000000020'

const used = (id: string, guildId: string | undefined = here): EventOf<'command.used'> =>
  domainEvent({
    id,
    type: 'command.used',
    guildId,
    atMs: 1_800_000_000_000,
    actor: { kind: 'user', id: '1100000000000000001' },
    data: { command: 'watch.offer', outcome: 'offered', entryId: '0_lec01abc' },
  })

/** What "implements EventLog" means. `create` gives an empty log, as two processes see it; one for one process gives the same twice. */
export function describeEventLog(name: string, create: () => Promise<readonly [EventLog, EventLog]>): void {
  const ids = async (log: EventLog, options: Partial<Parameters<EventLog['read']>[0]> = {}) =>
    (await log.read({ after: 0, limit: 1000, ...options })).map(({ id }) => id)

  describe(`${name} as an EventLog`, () => {
    test('gives back what was published, whole and in order, with positions from 1', async () => {
      const [log] = await create()
      const told = domainEvent({ ...used('two', undefined), actor: { kind: 'program', id: 'server' }, subjectId: '1100000000000000002' })
      await log.publish([used('one'), told])

      expect(await log.read({ after: 0, limit: 10 })).toEqual([
        { position: 1, ...used('one') },
        { position: 2, ...told },
      ])
    })

    test('an id that was published before is skipped and takes no position, also among others', async () => {
      const [log, other] = await create()
      await log.publish([used('one'), used('one')])
      await other.publish([used('two'), used('one'), used('three')])

      expect((await log.read({ after: 0, limit: 10 })).map(({ id, position }) => `${position} ${id}`)).toEqual([
        '1 one',
        '2 two',
        '3 three',
      ])
    })

    test('is read on from a position, so many at a time', async () => {
      const [log] = await create()
      await log.publish(['one', 'two', 'three', 'four'].map((id) => used(id)))

      expect(await ids(log, { after: 1, limit: 2 })).toEqual(['two', 'three'])
      expect(await ids(log, { after: 4 })).toEqual([])
    })

    test('of one guild, nobody reads another’s', async () => {
      const [log] = await create()
      await log.publish([used('mine'), used('theirs', there), used('nobody', undefined)])

      expect(await ids(log, { guildId: there })).toEqual(['theirs'])
      expect(await ids(log, { guildId: '110' })).toEqual([])
    })

    test('nothing is published of nothing', async () => {
      const [log] = await create()
      await log.publish([])

      expect(await ids(log)).toEqual([])
    })

    test('of copies that are published at the same moment one is kept', async () => {
      const [log, other] = await create()
      await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? log : other).publish([used('same')])))

      expect(await ids(log)).toEqual(['same'])
    })

    test('whoever goes on from the last position that they saw misses nothing, whatever is written meanwhile', async () => {
      const [log, other] = await create()
      const seen: string[] = []
      const follow = async (after: number): Promise<number> => {
        const events = await log.read({ after, limit: 1000 })
        seen.push(...events.map(({ id }) => id))
        return events.at(-1)?.position ?? after
      }
      const writing = Promise.all(
        Array.from({ length: 30 }, (_, index) => (index % 2 ? log : other).publish([used(`a${index}`), used(`b${index}`)])),
      )
      let after = 0
      for (let look = 0; look < 10; look += 1) after = await follow(after)
      await writing
      after = await follow(after)

      expect(after).toBe(60)
      expect(seen).toEqual(await ids(log))
    })
  })
}
