import { describe, expect, test } from 'vitest'
import { type Blocked, blockedWords } from './playability.ts'

describe('why a video does not play, in words', () => {
  test.each<[Blocked, string]>([
    [{ why: 'country' }, 'This video can only be watched in certain countries.'],
    [{ why: 'login' }, 'This video is only for people who are signed in to Kaltura.'],
    [
      { why: 'not-yet', startsAtMs: Date.UTC(2027, 0, 16, 8, 5) },
      'This video can not be watched yet; it opens on 2027-01-16 at 08:05 UTC.',
    ],
    [{ why: 'not-yet', startsAtMs: undefined }, 'This video can not be watched yet.'],
    [{ why: 'over', endedAtMs: Date.UTC(2020, 1, 3) }, 'This video can not be watched any more; it closed on 2020-02-03 at 00:00 UTC.'],
    [{ why: 'over', endedAtMs: 9e99 }, 'This video can not be watched any more.'],
    [{ why: 'restricted', message: 'Alumni only.' }, 'Its owner says: Alumni only.'],
    [{ why: 'restricted', message: undefined }, 'Its owner does not let this video be watched here.'],
  ])('%j', (blocked, words) => {
    expect(blockedWords(blocked)).toBe(words)
  })
})
