import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { apiException } from '../../client/fake-kaltura.ts'
import { createFakeCatalog, listOf } from '../fake-catalog.ts'

const asset = { id: '1_cap1', entryId: '1_lecture1', status: 2, language: 'German', languageCode: 'de', label: 'Deutsch', isDefault: false }
const subRip = '1\r\n00:00:01,000 --> 00:00:02,000\r\nDer Mond\r\n'

/** A catalogue whose captions are served by `serve`, and what that was asked. */
function given(serve: (url: string, init: RequestInit) => Response | Promise<Response>, answer: () => unknown = () => asset) {
  const asked: { url: string; init: RequestInit }[] = []
  const { catalog } = createFakeCatalog(answer, {
    async files(url, init) {
      asked.push({ url, init })
      return serve(url, init)
    },
  })
  return { catalog, asked }
}

const none = (why: string) => ({ kind: 'none', why })

describe('the text of captions', () => {
  test('is asked for as a viewer of the entry would, with the KS in the body', async () => {
    const { catalog, asked } = given(() => new Response(subRip))

    expect(await catalog.captionText('1_cap1')).toEqual({
      kind: 'text',
      track: { id: '1_cap1', entryId: '1_lecture1', language: 'German', languageCode: 'de', label: 'Deutsch', isDefault: false },
      webVtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nDer Mond\n',
    })
    expect(asked[0]).toMatchObject({
      url: 'https://kaltura.example/api_v3/service/caption_captionasset/action/serve',
      init: { method: 'POST', redirect: 'manual' },
    })
    expect(JSON.parse(String(asked[0]?.init.body))).toMatchObject({ captionAssetId: '1_cap1', ks: 'KS of a viewer of 1_lecture1' })
  })

  test('is fetched from where Kaltura redirects to, without the KS', async () => {
    const { catalog, asked } = given((url) =>
      url.includes('/api_v3/')
        ? new Response(null, { status: 302, headers: { location: 'https://storage.example/1.srt' } })
        : new Response(subRip),
    )

    expect(await catalog.captionText('1_cap1')).toMatchObject({ kind: 'text' })
    expect(asked[1]).toMatchObject({ url: 'https://storage.example/1.srt', init: { redirect: 'manual' } })
    expect(asked[1]?.init).not.toHaveProperty('body')
    expect(asked[1]?.init).not.toHaveProperty('headers')
  })

  test.each(['http://storage.example/1.srt', 'file:///etc/passwd', 'nowhere'])('is not fetched from %s', async (location) => {
    const { catalog, asked } = given(() => new Response(null, { status: 302, headers: { location } }))

    await expect(catalog.captionText('1_cap1')).rejects.toThrow(UnavailableError)
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['restricted', () => new Response(null, { status: 404, headers: { 'x-kaltura': 'error-3' } })],
    ['unknown', () => new Response(null, { status: 404 })],
    ['unknown', () => Response.json(apiException('CAPTION_ASSET_ID_NOT_FOUND'))],
    [
      'unknown',
      () =>
        new Response(
          '<?xml version="1.0" encoding="utf-8"?><xml><result><error><code>CAPTION_ASSET_ID_NOT_FOUND</code></error></result></xml>',
        ),
    ],
    ['too-large', () => new Response('x'.repeat(4 * 1024 * 1024 + 1))],
    ['unreadable', () => new Response('Scenarist_SCC V1.0')],
  ])('can be %s (%#)', async (why, serve) => {
    expect(await given(serve).catalog.captionText('1_cap1')).toEqual(none(why))
  })

  test('of a track that is not ready, or makes no sense, is unknown, and nobody serves it', async () => {
    const { catalog, asked } = given(
      () => new Response(subRip),
      () => ({ ...asset, status: 0 }),
    )

    expect(await catalog.captionText('1_cap1')).toEqual(none('unknown'))
    expect(asked).toEqual([])
  })

  test('that Kaltura refuses is an error without the KS', async () => {
    const refused = given(() => Response.json(apiException('INVALID_KS', { KS: 'KS of a viewer of 1_lecture1' }))).catalog.captionText(
      '1_cap1',
    )

    await expect(refused).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
    await expect(refused.catch(JSON.stringify)).resolves.not.toContain('KS of a viewer')
  })

  test.each([() => new Response('', { status: 503 }), () => Promise.reject(new Error('KS of a viewer: connection refused'))])(
    'that nobody serves is an outage (%#)',
    async (serve) => {
      const failed = given(serve).catalog.captionText('1_cap1')

      await expect(failed).rejects.toThrow(UnavailableError)
      await expect(failed).rejects.not.toThrow('KS of a viewer')
    },
  )

  test('that takes too long is an outage', async () => {
    const { catalog, slow } = createFakeCatalog(() => asset, {
      files: (_, { signal }) => {
        slow.abort(new Error('late'))
        return Promise.reject(signal?.reason)
      },
    })

    await expect(catalog.captionText('1_cap1')).rejects.toThrow('Kaltura did not serve a caption in time')
  })

  test('is not waited for by a caller who gave up', async () => {
    const caller = new AbortController()
    const { catalog } = given((_, { signal }) => {
      caller.abort(new Error('gave up'))
      return Promise.reject(signal?.reason)
    })

    await expect(catalog.captionText('1_cap1', { signal: caller.signal })).rejects.toThrow('gave up')
  })
})

describe('the captions of an entry', () => {
  test('are those that are ready, are its own, and make sense', async () => {
    const { catalog, calls } = createFakeCatalog(() =>
      listOf({ ...asset, status: 0 }, { id: 7 }, null, { ...asset, id: '1_cap2', entryId: '1_other' }, { ...asset, isDefault: 1 }),
    )

    expect(await catalog.captions('1_lecture1')).toMatchObject([{ id: '1_cap1', isDefault: true }])
    expect(calls[0]?.body).toMatchObject({ filter: { entryIdEqual: '1_lecture1', objectType: 'KalturaCaptionAssetFilter' } })
  })

  test('of what is no entry are none, and nobody is asked', async () => {
    const { catalog, calls } = createFakeCatalog(() => listOf(asset))

    expect(await catalog.captions('1_a,1_b')).toEqual([])
    expect(calls).toEqual([])
  })
})
