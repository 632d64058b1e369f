import { describe, expect, test } from 'vitest'
import type { PlaybackErrorCode } from './playback-error.ts'
import { errorOfEvent, errorOfRefusal } from './player-error.ts'

describe('what the player says went wrong', () => {
  test.each([
    ['an access rule', { severity: 2, category: 2, code: 2001 }, 'player.blocked', false],
    ['an entry that is being converted', { severity: 2, category: 2, code: 2002 }, 'player.not-ready', true],
    ['a schedule', { severity: 2, category: 2, code: 2003 }, 'player.schedule', false],
    ['a deleted entry', { severity: 2, category: 2, code: 2004 }, 'player.gone', false],
    ['an entry without sources', { severity: 2, category: 2, code: 3001 }, 'player.nothing-to-play', false],
    ['an API that does not answer in time', { severity: 2, category: 1, code: 1003 }, 'player.network', true],
    ['an API that answers with an error of HTTP', { severity: 2, category: 1, code: 1001 }, 'player.network', true],
    ['an API out of reach', { severity: 2, category: 1, code: 1002 }, 'player.network', true],
    ['an answer that cannot be read', { severity: 2, category: 1, code: 1005 }, 'player.network', true],
    ['a call that Kaltura refuses', { severity: 2, category: 1, code: 1006 }, 'player.network', true],
    ['answers to other calls', { severity: 2, category: 1, code: 1007 }, 'player.network', true],
    ['a service that is wrong without a number for it', { severity: 2, category: 2, code: 2000 }, 'player.load', true],
    ['a request without an entry', { severity: 2, category: 3, code: 3000 }, 'player.load', true],
    ['something else', new Error('https://kaltura.example/ks/secret'), 'player.load', true],
    ['nothing', undefined, 'player.load', true],
  ])('refusing to load for %s is one of our errors', (_, reason, code, retryable) => {
    expect(errorOfRefusal(reason)).toMatchObject({ code, retryable })
  })

  test.each([
    [1, 'player.network'],
    [2, 'player.media'],
    [3, 'player.media'],
    [4, 'player.media'],
    [5, 'player.media'],
    [6, 'player.licence'],
    [7, 'player.unsupported'],
    [9, 'player.media'],
    [10, 'player.media'],
    [11, 'player.media'],
    [12, 'player.not-ready'],
    [13, 'player.blocked'],
    [14, 'player.nothing-to-play'],
    [15, 'player.blocked'],
    [16, 'player.blocked'],
    [17, 'player.schedule'],
    [18, 'player.blocked'],
    [19, 'player.gone'],
  ])('an event of category %i ends playback with %s', (category, code) => {
    expect(errorOfEvent({ severity: 2, category, code: 2001 })?.code).toBe(code)
  })

  test.each([
    ['the player gets over', { severity: 1, category: 3, code: 3016 }],
    ['is about an advertisement', { severity: 2, category: 8, code: 8000 }],
    ['says nothing', undefined],
  ])('an event that %s ends nothing', (_, payload) => {
    expect(errorOfEvent(payload)).toBeUndefined()
  })

  test('keeps the numbers and none of the words, which hold a KS', () => {
    const error = errorOfEvent({ severity: 2, category: 1, code: 1002, data: { url: 'https://kaltura.example/ks/secret' } })

    expect(error?.details).toEqual({ category: 1, number: 1002 })
    expect(JSON.stringify({ ...error, message: error?.message, cause: error?.cause })).not.toContain('secret')
  })
})

test('each of our codes has a way to it: what the player says, or what becomes of opening an entry', () => {
  const said = [
    ...[2001, 2002, 2003, 2004, 3001, 0].map((code) => errorOfRefusal({ code }).code),
    ...Array.from({ length: 19 }, (_, index) => errorOfEvent({ severity: 2, category: index + 1 })?.code),
  ]
  const ways = {
    'player.script': 'found while opening',
    'player.off-air': 'found while opening',
    'player.load': 'said',
    'player.network': 'said',
    'player.media': 'said',
    'player.not-ready': 'said',
    'player.schedule': 'said',
    'player.blocked': 'said',
    'player.licence': 'said',
    'player.nothing-to-play': 'said',
    'player.gone': 'said',
    'player.unsupported': 'said',
  } satisfies Record<PlaybackErrorCode, string>
  const expected = Object.entries(ways).flatMap(([code, way]) => (way === 'said' ? [code] : []))

  expect([...new Set(said)].filter((code) => code !== undefined).sort()).toEqual(expected.sort())
})
