import { describe, expect, test } from 'vitest'
import { judgePlayback, judgeStatus, type PlayableEntry, playbackContext } from './judge-playback.ts'

const nowMs = 1_800_000_000_000
const nowS = nowMs / 1000
const ready: PlayableEntry = { status: 2 }
const hls = { format: 'applehttp', drm: [] }
const dash = { format: 'mpegdash', drm: [{ scheme: 'drm.WIDEVINE_CENC' }] }
const blocks = [{ type: 1, objectType: 'KalturaAccessControlBlockAction' }]
const says = (code: string | undefined, message: string) => ({ code, message, objectType: 'KalturaAccessControlMessage' })
const judge = (context: object, entry: PlayableEntry = ready) => judgePlayback(entry, playbackContext.parse(context), nowMs)
const blocked = (why: string, more: object = {}) => ({ kind: 'blocked', why, ...more })

describe('what Kaltura says of playing', () => {
  test.each<[string, object, object]>([
    ['sources', { sources: [hls, dash] }, { kind: 'playable' }],
    ['sources, and a message that blocks nothing', { sources: [hls], messages: [says('NOTE', 'Recorded')] }, { kind: 'playable' }],
    ['sources, and a preview', { sources: [hls], actions: [{ type: 2, limit: 30 }, null] }, { kind: 'playable' }],
    ['nothing at all', {}, blocked('nothing-to-play')],
    ['sources that make no sense', { sources: [7, null] }, blocked('nothing-to-play')],
    ['sources with DRM only', { sources: [dash] }, blocked('drm-only')],
    ['a country', { actions: blocks, messages: [says('COUNTRY_RESTRICTED', 'Un authorized country')] }, blocked('country')],
    ['no session', { actions: [{ type: '1' }], messages: [says('SESSION_RESTRICTED', 'No KS')] }, blocked('login')],
    ['a website', { actions: blocks, messages: [says('SITE_RESTRICTED', '')] }, blocked('site')],
    ['an address', { actions: blocks, messages: [says('IP_RESTRICTED', '')] }, blocked('network')],
    ['a browser', { actions: blocks, messages: [says('USER_AGENT_RESTRICTED', '')] }, blocked('device')],
    ['a rule among others', { actions: blocks, messages: [says('MINE', 'x'), null, says('IP_RESTRICTED', '')] }, blocked('network')],
    [
      'a rule, and not its time',
      { actions: blocks, messages: [says('SCHEDULED_RESTRICTED', ''), says('IP_RESTRICTED', '')] },
      blocked('network'),
    ],
    ['a block without a word', { sources: [hls], actions: blocks }, blocked('restricted', { message: undefined })],
    ['no sources, and words', { messages: [says('', 'Alumni only')] }, blocked('restricted', { message: 'Alumni only' })],
    [
      'not its time',
      { sources: [hls], messages: [says('SCHEDULED_RESTRICTED', 'Out of scheduling')] },
      blocked('not-yet', { startsAtMs: undefined }),
    ],
  ])('%s', (_, context, playability) => {
    expect(judge(context)).toEqual(playability)
  })

  test.each<[string, Omit<PlayableEntry, 'status'>, object]>([
    ['has begun', { startDate: nowS, endDate: nowS + 1 }, { kind: 'playable' }],
    ['is to come', { startDate: nowS + 60 }, blocked('not-yet', { startsAtMs: nowMs + 60_000 })],
    ['is over', { startDate: nowS - 60, endDate: nowS }, blocked('over', { endedAtMs: nowMs })],
  ])('a schedule that %s, although a KS with sview gets sources', (_, schedule, playability) => {
    expect(judge({ sources: [hls] }, { ...ready, ...schedule })).toEqual(playability)
  })

  test.each([
    ['<p>Only for <b>alumni</b>.</p>\n\tAsk us.', 'Only for alumni . Ask us.'],
    ['\u202Eevil\u0000\u200B words', 'evil words'],
    ['use ks=djJ8MTIzNDV8aGVsbG8gd29ybGQ= here', 'use ks=[redacted] here'],
    [`${'🌒'.repeat(300)}`, `${'🌒'.repeat(199)}…`],
    ['<b></b>\n', undefined],
  ])('words of a rule are cleaned: %j', (message, cleaned) => {
    expect(judge({ actions: blocks, messages: [says('MINE', message)] })).toEqual(blocked('restricted', { message: cleaned }))
  })
})

test.each([
  [2, undefined],
  [0, blocked('processing')],
  [-1, blocked('failed')],
  [5, blocked('moderation')],
  [6, blocked('moderation')],
  [3, blocked('unknown')],
])('status %s of an entry means %j', (status, verdict) => {
  expect(judgeStatus({ status })).toEqual(verdict)
})
