import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBeacon } from './beacon.ts'

const query = {
  service: 'analytics',
  action: 'trackEvent',
  eventType: '99',
  partnerId: '102',
  entryId: '0_lec01abc',
  sessionId: 'a1:b2-c3',
}

describe('a beacon', () => {
  test('says in its address which event of which viewing it is, and the rest in its body', () => {
    expect(readBeacon(query, { ks: 'a pass', position: 12.5, eventIndex: 3, playbackType: 'vod' })).toEqual({
      partnerId: 102,
      address: { eventType: '99', partnerId: '102', entryId: '0_lec01abc', sessionId: 'a1:b2-c3' },
      facts: { position: 12.5, eventIndex: 3, playbackType: 'vod' },
      said: 'a pass',
    })
  })

  test('may say everything in its address', () => {
    expect(readBeacon({ ...query, ks: 'a pass', position: '12.5' }, undefined)).toMatchObject({
      said: 'a pass',
      facts: { position: '12.5' },
    })
  })

  test('tells of the page its site alone, not where in Discord somebody sits', () => {
    const page = 'https://1.discordsays.com/?instance_id=i-1&channel_id=11'
    const referrer = readBeacon(query, { referrer: btoa(page) })?.facts.referrer

    expect(atob(String(referrer))).toBe('https://1.discordsays.com')
    expect(readBeacon(query, { referrer: 'not base64 of an address' })?.facts).toEqual({})
  })

  test('tells nothing but what is known and of a size: nobody else’s id, no error with addresses in it', () => {
    const facts = { userId: 'somebody-else', errorDetails: '{"url":"/ks/x"}', caption: 'x'.repeat(301), language: ['en'], made: 'up' }

    expect(readBeacon(query, facts)?.facts).toEqual({})
  })

  test.each([
    ['another service', { service: 'session' }],
    ['another action', { action: 'query' }],
    ['an event that is no number', { eventType: 'play' }],
    ['an entry that is none', { entryId: '<script>' }],
    ['a viewing that is none', { sessionId: 'a b' }],
    ['an endless viewing', { sessionId: 'a'.repeat(129) }],
    ['an endless KS', { ks: 'a'.repeat(4097) }],
  ])('is not %s', (_, change) => {
    expect(readBeacon({ ...query, ...change }, {})).toBeUndefined()
  })

  test('of no kind makes it throw, or lets through what is not known', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.anything(), (more, body) => {
        const names = Object.keys(readBeacon({ ...more, ...query }, body)?.facts ?? {})
        expect(names.filter((name) => /user|ks|details|__proto__/i.test(name))).toEqual([])
      }),
      { seed: 41 },
    )
  })
})
