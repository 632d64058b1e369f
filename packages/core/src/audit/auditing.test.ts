import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { domainEvent } from '../events/domain-event.ts'
import { createMemoryEventLog } from '../events/memory-event-log.ts'
import { createMemorySubscriberStore } from '../events/memory-subscriber-store.ts'
import { createSubscription } from '../events/subscription.ts'
import { type Digest, verifyAudit } from './audit-chain.ts'
import type { AuditLog } from './audit-log.ts'
import { createAuditing } from './auditing.ts'
import { createMemoryAuditLog } from './memory-audit-log.ts'

const guildId = '1100000000000000010'
const digest: Digest = async (text) => createHash('sha256').update(text).digest('hex')

/** A log of three events and an audit of it. */
async function given() {
  const [log, subscribers, kept] = [createMemoryEventLog(), createMemorySubscriberStore(), createMemoryAuditLog()]
  const clock = { nowMs: 1_800_000_000_000 }
  const noted: number[] = []
  await log.publish(
    ['offered', 'refused', 'offered'].map((outcome, index) =>
      domainEvent({
        ...{ id: `e${index}`, type: 'command.used', guildId, atMs: clock.nowMs, actor: { kind: 'user', id: '1100000000000000021' } },
        data: { command: 'watch.offer', outcome, entryId: '0_lec01abc' },
      }),
    ),
  )
  /** The audit as one process runs it. */
  const process = (more: Partial<Pick<Parameters<typeof createSubscription>[0], 'subscribers'>> & { audit?: AuditLog } = {}) =>
    createSubscription({
      ...{ log, subscribers, name: 'audit', now: () => clock.nowMs, ...more },
      handle: createAuditing({ audit: more.audit ?? kept, digest, newSalt: () => 'salt', onRecorded: ({ seq }) => noted.push(seq) }),
    })
  const records = () => kept.read(guildId, { after: 0, limit: 100 })
  return { log, subscribers, kept, clock, noted, process, records }
}

describe('the audit', () => {
  test('has one record of each event, with who did what and what came of it', async () => {
    const { process, records, noted } = await given()
    await process().round()

    expect((await records()).map(({ entry }) => `${entry.seq} ${entry.action} ${entry.outcome} ${entry.eventId}`)).toEqual([
      '1 command.used offered e0',
      '2 command.used refused e1',
      '3 command.used offered e2',
    ])
    expect((await records())[0]?.body).toEqual({
      salt: 'salt',
      actor: { kind: 'user', id: '1100000000000000021' },
      details: '{"command":"watch.offer","outcome":"offered","entryId":"0_lec01abc"}',
    })
    expect(noted).toEqual([1, 2, 3])
  })

  test('of a process that was killed between the record and the note of its place has each event once, and fits', async () => {
    const { process, records, subscribers, clock } = await given()
    const killed = { ...subscribers, keep: () => Promise.reject(new Error('killed')) }
    await expect(process({ subscribers: killed }).round()).rejects.toThrow('killed')
    clock.nowMs += 15_000

    expect(await process().round()).toMatchObject({ handled: 3 })
    expect((await records()).map(({ entry }) => entry.eventId)).toEqual(['e0', 'e1', 'e2'])
    expect(await verifyAudit(await records(), { guildId, digest })).toMatchObject({ kind: 'intact' })
  })

  test('of two processes at the same moment has each event once, and fits', async () => {
    const { process, records } = await given()
    await Promise.all([process().round(), process({ subscribers: createMemorySubscriberStore() }).round()])

    expect((await records()).map(({ entry }) => entry.eventId).sort()).toEqual(['e0', 'e1', 'e2'])
    expect(await verifyAudit(await records(), { guildId, digest })).toMatchObject({ kind: 'intact' })
  })

  test('waits while its store is away, and misses nothing', async () => {
    const { process, records, kept, clock } = await given()
    const away: AuditLog = { ...kept, append: async () => 'taken' }
    await process({ audit: away }).round()
    expect(await records()).toEqual([])
    clock.nowMs += 5_000
    await process().round()

    expect(await records()).toHaveLength(3)
  })
})
