import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clips } from '../clips.ts'
import { type OpenKaltura, openKaltura } from '../videos/open-kaltura.ts'
import { livePlaylist } from './live-playlist.ts'

const mediaUrl = 'http://media'
const sinceMs = 1_800_000_000_000
const part = { clip: clips.meeting, rendition: clips.meeting.renditions[0] }
const at = (seconds: number) => livePlaylist(part, { sinceMs, nowMs: sinceMs + seconds * 1000, mediaUrl })
const tag = (playlist: string, name: string) => new RegExp(`^#EXT-X-${name}:(.*)$`, 'm').exec(playlist)?.[1]
const files = (playlist: string) => [...playlist.matchAll(/seg-\d+\.ts/g)].map(([file]) => file)

describe('the playlist of a broadcast', () => {
  test('has no end, and holds what a player needs to start from the very beginning', () => {
    expect(at(0)).not.toContain('#EXT-X-ENDLIST')
    expect(files(at(0))).toEqual(['seg-000.ts', 'seg-001.ts', 'seg-002.ts'])
    expect(tag(at(0), 'MEDIA-SEQUENCE')).toBe('1')
  })

  test('gains a segment when it is whole, not before', () => {
    expect(files(at(99.9))).toHaveLength(49)
    expect(files(at(100))).toHaveLength(50)
  })

  test('slides: ten minutes stay, what is older goes, and the numbers go on', () => {
    const [before, after] = [at(3600), at(3602)]

    expect(files(before)).toHaveLength(300)
    expect(files(after)).toHaveLength(300)
    expect([tag(before, 'MEDIA-SEQUENCE'), tag(after, 'MEDIA-SEQUENCE')]).toEqual(['1501', '1502'])
    expect(files(after).slice(0, -1)).toEqual(files(before).slice(1))
  })

  test('numbers each start over of the picture through the whole broadcast', () => {
    // The picture starts over every 15 segments. At 3600 s the window begins with segment 1500, a start; at 3602 s with the one after.
    expect(tag(at(3600), 'DISCONTINUITY-SEQUENCE')).toBe('100')
    expect(tag(at(3602), 'DISCONTINUITY-SEQUENCE')).toBe('100')
    expect(tag(at(3630), 'DISCONTINUITY-SEQUENCE')).toBe('101')
    expect(at(3600).match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(19)
  })

  test('says what time of the day it was', () => {
    expect(tag(at(3600), 'PROGRAM-DATE-TIME')).toBe(new Date(sinceMs + 3_000_000).toISOString())
  })
})

describe('a live entry', () => {
  let kaltura: OpenKaltura
  beforeAll(async () => {
    kaltura = await openKaltura(sinceMs)
  })
  afterAll(() => kaltura.close())

  test('is live or not, in one word and in detail', async () => {
    expect(await kaltura.ask('liveStream.isLive', { id: '0_l1ve01ab' })).toBe(true)
    expect(await kaltura.ask('liveStream.isLive', { id: '0_live0off' })).toBe(false)
    expect(await kaltura.ask('liveStream.getDetails', { id: '0_l1ve01ab' })).toEqual({
      primaryStreamStatus: 1,
      secondaryStreamStatus: 0,
      viewMode: 1,
      wasBroadcast: true,
      broadcastStatus: 3,
      objectType: 'KalturaLiveStreamDetails',
    })
    expect(await kaltura.ask('liveStream.getDetails', { id: '0_live0off' })).toMatchObject({ broadcastStatus: 1, primaryStreamStatus: 0 })
  })

  test('is not one because somebody asks liveStream for a video', async () => {
    expect(await kaltura.ask('liveStream.isLive', { id: '0_lec01abc' })).toMatchObject({
      code: 'INVALID_ENTRY_ID',
      message: 'Invalid entry id ["0_lec01abc"]',
    })
    expect(await kaltura.ask('liveStream.get', { entryId: '0_lec01abc' })).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
    expect(await kaltura.ask('liveStream.get', { entryId: '0_l1ve01ab' })).toMatchObject({ objectType: 'KalturaLiveStreamEntry' })
  })

  test('on air has a source, a manifest and a list that moves with the clock, without a KS in it', async () => {
    const ks = await kaltura.viewerKs('0_l1ve01ab')
    const list = `${kaltura.mediaUrl}/entries/0_l1ve01ab/360p/index.m3u8`
    const master = await (await kaltura.manifest('0_l1ve01ab')).text()
    const before = await (await fetch(list)).text()
    kaltura.pass(4000)
    const after = await (await fetch(list)).text()

    expect(await kaltura.call('baseEntry.getPlaybackContext', { entryId: '0_l1ve01ab', ks })).toMatchObject({
      sources: [{ format: 'applehttp', flavorIds: '' }],
      flavorAssets: [],
      playbackCaptions: [],
    })
    expect(master).toContain(`\n${list}\n`)
    expect(Number(tag(after, 'MEDIA-SEQUENCE')) - Number(tag(before, 'MEDIA-SEQUENCE'))).toBe(2)
    expect(master + after).not.toContain('ks')
  })

  test('off the air has a source still, and its manifest says why there is nothing', async () => {
    const ks = await kaltura.viewerKs('0_live0off')

    expect(await kaltura.call('baseEntry.getPlaybackContext', { entryId: '0_live0off', ks })).toMatchObject({ sources: [{}], messages: [] })
    expect((await kaltura.manifest('0_live0off')).headers.get('x-kaltura')).toBe('error-36')
  })
})
