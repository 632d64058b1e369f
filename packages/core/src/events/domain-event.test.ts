import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { domainEvent, type EventOf, knownEvent } from './domain-event.ts'

const issued: EventOf<'ks.issued'> = {
  id: 'one',
  type: 'ks.issued',
  guildId: '1100000000000000010',
  atMs: 1_800_000_000_000,
  actor: { kind: 'user', id: '1100000000000000001' },
  data: {
    connection: 'main',
    purpose: 'playback',
    grant: 'viewer',
    privileges: ['sview'],
    entryId: '0_lec01abc',
    kalturaUserId: 'discord_1',
    expiresAtMs: 1_800_000_600_000,
  },
}

describe('an event', () => {
  test('has no room for what its type does not name', () => {
    const data = { ...issued.data, ks: 'djJ8MTIzfGFiY2RlZmdoaWprbG1ub3A' }

    expect(() => domainEvent({ ...issued, data })).toThrow('This is no event ks.issued')
  })

  test('keeps nothing that looks like a secret, in whatever field it came', () => {
    const ks = 'djJ8MTAyfHRoZSBzaWduZWQgYnl0ZXMgb2YgYSBrcw=='

    expect(JSON.stringify(domainEvent({ ...issued, data: { ...issued.data, kalturaUserId: ks } }))).not.toContain('djJ8')
  })

  test('of unfit parts is a bug that is told without the value', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        fc.pre(!/^[\x21-\x7e]{1,400}$/.test(id))
        expect(() => domainEvent({ ...issued, id })).toThrow(/^This is no event ks\.issued: id /)
      }),
      { seed: 94 },
    )
  })
})

describe('an event from a log', () => {
  const logged = { ...domainEvent(issued), position: 7 }

  test('is known by its type', () => {
    expect(knownEvent(logged)).toEqual(issued)
  })

  test('of another version is none that this one knows', () => {
    expect(knownEvent({ ...logged, type: 'moon.landed' })).toBeUndefined()
    expect(knownEvent({ ...logged, type: 'toString' })).toBeUndefined()
    expect(knownEvent({ ...logged, data: {} })).toBeUndefined()
  })
})
