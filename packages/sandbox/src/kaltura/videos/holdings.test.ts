import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenKaltura, openKaltura } from './open-kaltura.ts'

const startMs = 1_800_000_000_000
let kaltura: OpenKaltura
beforeAll(async () => {
  kaltura = await openKaltura(startMs)
})
afterAll(() => kaltura.close())

/** What a viewer's player is told who holds `sview` for the entry. */
const playback = async (entryId: string, ks?: string) =>
  kaltura.call('baseEntry.getPlaybackContext', { entryId, ks: ks ?? (await kaltura.viewerKs(entryId)) })
const widgetKs = () => kaltura.ks({ privileges: 'view:*,widget:1' })

describe('the entries as Kaltura describes them', () => {
  test.each([
    ['0_ecl1pse1', { mediaType: 1, type: 1, status: 2, duration: 20, msDuration: 20_000, objectType: 'KalturaMediaEntry' }],
    ['0_n1ght12h', { mediaType: 1, type: 1, status: 2, duration: 43_200, msDuration: 43_200_000 }],
    ['0_zer0sec1', { status: 2, duration: 0, msDuration: 0 }],
    ['0_lec03abc', { status: 1, duration: 0 }],
    ['0_fa1led01', { status: -1 }],
    ['0_talk01ab', { status: 6 }],
    [
      '0_l1ve01ab',
      { mediaType: 201, type: 7, duration: 0, dvrStatus: 1, dvrWindow: 10, liveStatus: 1, objectType: 'KalturaLiveStreamEntry' },
    ],
    ['0_live0off', { mediaType: 201, liveStatus: 0 }],
    ['0_later01a', { status: 2, startDate: startMs / 1000 + 86_400 }],
    ['0_f0rb1dd3', { status: 2, accessControlId: 1003 }],
  ])('%s is %j', async (entryId, entry) => {
    expect(await kaltura.ask('baseEntry.get', { entryId })).toMatchObject({ id: entryId, plays: 0, partnerId: 102, ...entry })
  })

  test('there are a dozen and more of them, and live ones are found by their type', async () => {
    const live = { objects: [{ id: '0_l1ve01ab' }, { id: '0_live0off' }], totalCount: 2 }

    expect(await kaltura.ask('baseEntry.list', { filter: { statusIn: '-1,1,2,6' }, pager: { pageSize: 50 } })).toMatchObject({
      totalCount: 18,
    })
    expect(await kaltura.ask('baseEntry.list', { filter: { typeEqual: 7 } })).toMatchObject(live)
    expect(await kaltura.ask('baseEntry.list', { filter: { mediaTypeIn: '201,202' } })).toMatchObject(live)
  })

  test('a deleted entry is there for nobody, not even for who asks for deleted ones', async () => {
    const gone = { code: 'ENTRY_ID_NOT_FOUND' }

    expect(await kaltura.ask('baseEntry.get', { entryId: '0_de1eted1' })).toMatchObject(gone)
    expect(await playback('0_de1eted1')).toMatchObject(gone)
    expect(await kaltura.ask('baseEntry.list', { filter: { statusEqual: 3 } })).toMatchObject({ totalCount: 0 })
    expect((await kaltura.manifest('0_de1eted1')).headers.get('x-kaltura')).toBe('error-1')
  })
})

describe('what a player is told', () => {
  test('of a video in three sizes: a source and three renditions', async () => {
    expect(await playback('0_ecl1pse1')).toMatchObject({
      actions: [],
      messages: [],
      sources: [{ format: 'applehttp', protocols: 'http,https', flavorIds: '0_480ecl1p,0_360ecl1p,0_180ecl1p', drm: [] }],
      flavorAssets: [{ height: 480 }, { height: 360 }, { height: 180 }],
    })
  })

  test.each(['0_lec03abc', '0_fa1led01', '0_talk01ab', '0_zer0sec1'])(
    'of %s, which has nothing to play: no source, and no reason',
    async (id) => {
      expect(await playback(id)).toMatchObject({ sources: [], flavorAssets: [], actions: [], messages: [] })
    },
  )

  test('of a video for another country: a BLOCK action and why, unless an administrator asks', async () => {
    const why = "Un authorized country\nWe're sorry, this content is only available in certain countries."

    expect(await playback('0_f0rb1dd3')).toMatchObject({
      sources: [],
      flavorAssets: [],
      actions: [{ type: 1, objectType: 'KalturaAccessControlBlockAction' }],
      messages: [{ code: 'COUNTRY_RESTRICTED', message: why, objectType: 'KalturaAccessControlMessage' }],
    })
    expect((await kaltura.manifest('0_f0rb1dd3')).headers.get('x-kaltura')).toBe('error-3')
    expect(await playback('0_f0rb1dd3', await kaltura.ks({ type: 2 }))).toMatchObject({ actions: [], sources: [{}] })
  })

  test('of a video with DRM: a DASH source with licence addresses, and nothing unprotected', async () => {
    const address = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/udrm\/cenc\/\w+\/license\?custom_data=/)

    expect(await playback('0_drm01abc')).toMatchObject({
      sources: [
        {
          format: 'mpegdash',
          drm: [
            { scheme: 'drm.WIDEVINE_CENC', licenseURL: address, objectType: 'KalturaDrmPlaybackPluginData' },
            { scheme: 'drm.PLAYREADY_CENC', licenseURL: address },
          ],
        },
      ],
    })
    expect((await kaltura.manifest('0_drm01abc')).headers.get('x-kaltura')).toBe('error-18')
  })

  test('its DASH manifest names an encrypted file by its bytes', async () => {
    const at = (await kaltura.manifest('0_drm01abc', { format: 'mpegdash' })).headers.get('location') ?? ''
    const manifest = await fetch(at)
    const [, from = '', to = ''] = /indexRange="(\d+)-(\d+)"/.exec(await manifest.text()) ?? []
    const index = await fetch(new URL('video.mp4', at), { headers: { range: `bytes=${from}-${to}` } })
    const start = await fetch(new URL('video.mp4', at), { headers: { range: `bytes=0-${Number(from) - 1}` } })

    expect(manifest.headers.get('content-type')).toBe('application/dash+xml')
    expect(Buffer.from(await index.arrayBuffer()).toString('latin1', 4, 8)).toBe('sidx')
    expect(Buffer.from(await start.arrayBuffer()).toString('latin1')).toContain('encv')
  })
})

describe('a video that is scheduled for later', () => {
  const message = { code: 'SCHEDULED_RESTRICTED', message: "Out of scheduling\nWe're sorry, this content is currently unavailable." }

  test('is kept from a widget session without a BLOCK action, and from playManifest', async () => {
    const refused = await kaltura.manifest('0_later01a', { token: await widgetKs() })

    expect(await playback('0_later01a', await widgetKs())).toMatchObject({
      sources: [],
      messages: expect.arrayContaining([expect.objectContaining(message)]),
    })
    expect(refused.headers.get('x-kaltura')).toBe('error-2')
  })

  test('plays at once for who holds sview for it, and for everyone who may see it once its time has come', async () => {
    const another = await openKaltura(startMs)
    const early = await another.call('baseEntry.getPlaybackContext', { entryId: '0_later01a', ks: await another.viewerKs('0_later01a') })
    const earlyAdmin = await another.ask('baseEntry.getPlaybackContext', { entryId: '0_later01a' })
    another.pass(86_400_000)
    const later = await another.ask('baseEntry.getPlaybackContext', { entryId: '0_later01a' })
    await another.close()

    expect(early).toMatchObject({ sources: [{}], messages: [] })
    expect(earlyAdmin).toMatchObject({ sources: [{}], messages: [message] })
    expect(later).toMatchObject({ sources: [{}], messages: [] })
  })
})
