import { decodeKs, ksSecrets } from '@kaltura-discord/kaltura/ks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenKaltura, openKaltura } from '../videos/open-kaltura.ts'

let kaltura: OpenKaltura
beforeAll(async () => {
  kaltura = await openKaltura()
})
afterAll(() => kaltura.close())

const entryId = '0_ecl1pse1'
const service = () => `${kaltura.apiUrl}/api_v3/index.php/service/caption_captionasset/action`
const subtitles = async () =>
  [...(await (await kaltura.manifest(entryId)).text()).matchAll(/^#EXT-X-MEDIA:TYPE=SUBTITLES.*URI="([^"]+)"$/gm)].map(
    ([line, uri = '']) => ({ line, uri }),
  )

describe('caption assets in the API', () => {
  test('are listed by entry: English as WebVTT, German as SubRip', async () => {
    const ks = await kaltura.viewerKs(entryId)
    const common = { entryId, partnerId: 102, status: 2, displayOnPlayer: true, version: '1', objectType: 'KalturaCaptionAsset' }

    expect(await kaltura.call('caption_captionAsset.list', { ks, filter: { entryIdEqual: entryId } })).toMatchObject({
      totalCount: 2,
      objects: [
        { ...common, id: '0_capeclen', language: 'English', languageCode: 'en', label: 'English', format: '3', fileExt: 'vtt' },
        { ...common, id: '0_capeclde', language: 'German', languageCode: 'de', label: 'Deutsch', format: '1', fileExt: 'srt' },
      ],
      objectType: 'KalturaCaptionAssetListResponse',
    })
    expect(await kaltura.call('caption_captionAsset.list', { ks, filter: { entryIdIn: `x,${entryId}`, formatEqual: '1' } })).toMatchObject({
      objects: [{ id: '0_capeclde' }],
    })
  })

  test('are not listed without saying of which entry', async () => {
    expect(await kaltura.ask('caption_captionAsset.list', { filter: {} })).toMatchObject({ code: 'PROPERTY_VALIDATION_CANNOT_BE_NULL' })
  })

  test('are got one by one, and have an address that serves the file to who may see it', async () => {
    const address = await kaltura.ask('caption_captionAsset.getUrl', { id: '0_capeclde' })
    const ks = encodeURIComponent(await kaltura.viewerKs(entryId))
    const served = await fetch(`${address}?ks=${ks}`)

    expect(await kaltura.ask('caption_captionAsset.get', { captionAssetId: '0_capeclde' })).toMatchObject({
      id: '0_capeclde',
      label: 'Deutsch',
    })
    expect(address).toBe(`${kaltura.apiUrl}/api_v3/index.php/service/caption_captionAsset/action/serve/captionAssetId/0_capeclde`)
    expect(served.headers.get('content-type')).toBe('application/x-subrip; charset=utf-8')
    expect(await served.text()).toContain('1\r\n00:00:00,250 --> 00:00:03,750\r\nEine Finsternis ist eine Frage der Reihe.')
  })

  test.each(['caption_captionAsset.get', 'caption_captionAsset.getUrl'])('%s knows no asset that there is not', async (action) => {
    expect(await kaltura.ask(action, { captionAssetId: '0_nothing1', id: '0_nothing1' })).toMatchObject({
      code: 'CAPTION_ASSET_ID_NOT_FOUND',
      message: 'Caption asset id "0_nothing1" not found',
      args: { ASSET_ID: '0_nothing1' },
    })
  })

  test('stand in the playback context, for the player to add its KS to the address', async () => {
    const ks = await kaltura.viewerKs(entryId)
    const at = `${service()}/serveWebVTT/captionAssetId/0_capeclen/segmentIndex/-1/version/1/captions.vtt`

    expect(await kaltura.call('baseEntry.getPlaybackContext', { entryId, ks })).toMatchObject({
      playbackCaptions: [
        { label: 'English', format: '3', language: 'English', languageCode: 'en', isDefault: false, webVttUrl: at },
        { label: 'Deutsch', format: '1', languageCode: 'de', objectType: 'KalturaCaptionPlaybackPluginData' },
      ],
    })
    expect(await (await fetch(at.replace('captions.vtt', `ks/${encodeURIComponent(ks)}/captions.vtt`))).text()).toMatch(
      /^WEBVTT\n[\s\S]*for now\./,
    )
  })
})

describe('captions of an HLS stream', () => {
  test('are a SUBTITLES group of the master playlist, with a KS of Kaltura for these captions and nothing else', async () => {
    const [english, german] = await subtitles()
    const ks = decodeURIComponent(/\/ks\/([^/]+)\//.exec(english?.uri ?? '')?.[1] ?? '')
    const secrets = ksSecrets({ 102: [kaltura.adminSecret] })
    const decoded = await decodeKs(ks, {
      secrets,
      partnerId: 102,
      now: () => 1_800_000_000_000,
      uri: '/api_v3/index.php/service/caption_captionasset/action/serveWebVTT/x',
    })

    expect(english?.line).toContain('GROUP-ID="subs",NAME="English",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,LANGUAGE="en"')
    expect(german?.line).toContain('NAME="Deutsch",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,LANGUAGE="de"')
    expect(decoded.status === 'OK' && decoded.content.privileges).toBe(
      `caption:${entryId},disableentitlementforentry:${entryId},urirestrict:/api_v3/index.php/service/caption_captionasset/action/serveWebVTT*`,
    )
    expect(await kaltura.call('baseEntry.getPlaybackContext', { entryId, ks })).toMatchObject({ code: 'INVALID_KS' })
  })

  test('come in segments, whose addresses are relative', async () => {
    const [english] = await subtitles()
    const playlist = await fetch(english?.uri ?? '')
    const addresses = (await playlist.text()).split('\r\n').filter((line) => line !== '' && !line.startsWith('#'))
    const second = await fetch(new URL(addresses[1] ?? '', english?.uri))

    expect(playlist.headers.get('content-type')).toBe('application/x-mpegurl; charset=utf-8')
    expect(addresses).toEqual(['segmentIndex/1.vtt', 'segmentIndex/2.vtt'])
    expect(second.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
    expect(await second.text()).toContain('00:00:16.250 --> 00:00:19.750\nSo the one covers the other exactly')
  })
})

describe('whoever may not see the video', () => {
  const served = (rest: string, init?: RequestInit) => fetch(`${service()}/serve/captionAssetId/${rest}`, init)

  test('does not read its captions either: no KS, or one for another', async () => {
    const another = encodeURIComponent(await kaltura.viewerKs('0_lec01abc'))

    expect((await served('0_capeclen')).headers.get('x-kaltura')).toBe('error-3')
    expect((await served(`0_capeclen?ks=${another}`)).headers.get('x-kaltura')).toBe('error-3')
    expect((await served('0_captrpen', { headers: { 'x-kaltura-ks': await kaltura.viewerKs('0_trip01ab') } })).status).toBe(200)
  })

  test('gets an exception in XML, with HTTP 200, for a KS that is none and for an asset that there is not', async () => {
    const invalid = await served('0_capeclen?ks=guessed')
    const missing = await served(`0_no<thing?ks=${encodeURIComponent(await kaltura.ks({ type: 2 }))}`)

    expect([invalid.status, invalid.headers.get('content-type')]).toEqual([200, 'text/xml'])
    expect(await invalid.text()).toContain('<error><code>INVALID_KS</code><message>Invalid KS "guessed", Error "-1,INVALID_STR"</message>')
    expect(await missing.text()).toContain(
      '<message>Caption asset id "0_no&lt;thing" not found</message><objectType>KalturaAPIException</objectType>',
    )
  })

  test('may put the KS in a body instead of an address', async () => {
    const body = JSON.stringify({
      captionAssetId: '0_capeclen',
      segmentIndex: '2.vtt',
      segmentDuration: 10,
      ks: await kaltura.viewerKs(entryId),
    })
    const response = await fetch(`${service()}/serveWebVTT`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })

    expect(await response.text()).toMatch(/^WEBVTT[\s\S]*And four|^WEBVTT[\s\S]*and four hundred times further away\./)
  })
})
