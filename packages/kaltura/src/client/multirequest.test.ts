import { type KsIssuer, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { createKsSource } from '../grants/ks-source.ts'
import { apiException, createFakeKaltura, type SeenCall } from './fake-kaltura.ts'
import { createKalturaClient } from './kaltura-client.ts'
import type { Plan } from './multirequest.ts'

const entry = z.object({ id: z.string() })
const captions = z.object({ objects: z.array(z.object({ id: z.string(), label: z.string().optional() })) })

function given(answer: (call: SeenCall) => unknown) {
  const kaltura = createFakeKaltura(answer)
  const { fetch, calls } = kaltura
  const client = createKalturaClient({
    serviceUrl: 'https://kaltura.example',
    partnerId: 1,
    ks: async () => 'the-ks',
    fetch,
    resilience: { circuit: 'closed', run: (call) => call() },
  })
  return { client, calls }
}

/** A client whose KS are renewed. */
function renewing(answer: (call: SeenCall) => unknown) {
  const { fetch, calls } = createFakeKaltura(answer)
  let made = 0
  const issuer: KsIssuer = { issue: async () => ({ ks: `ks-${++made}`, expiresAtMs: 3_600_000 }) }
  const ks = createKsSource({ issuer, grant: { kind: 'catalogue' }, now: () => 0 })
  return { client: createKalturaClient({ serviceUrl: 'https://kaltura.example', partnerId: 1, ks, fetch }), calls }
}

const reads = (calls: Plan) => ({
  media: calls.call('media', 'get', { entryId: '1_abc' }, entry),
  url: calls.call('caption_captionasset', 'getUrl', { id: '0_cap' }, z.string()),
})

const plan = (calls: Plan) => {
  const media = calls.call('media', 'get', { entryId: '1_abc' }, entry)
  const tracks = calls.call('caption_captionasset', 'list', { filter: { entryIdEqual: media.result.id } }, captions)
  const url = calls.call('caption_captionasset', 'getUrl', { id: tracks.result.objects[0]?.id }, z.string())
  return { media, url }
}

describe('a multirequest', () => {
  test('is one request, in which later parts refer to what earlier ones answer', async () => {
    const { client, calls } = given(() => [{ id: '1_abc' }, { objects: [{ id: '0_cap' }] }, 'https://cdn.example/cap'])
    const { media, url } = await client.multirequest(plan)

    expect(media).toEqual({ kind: 'answered', value: { id: '1_abc' } })
    expect(url).toEqual({ kind: 'answered', value: 'https://cdn.example/cap' })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      name: 'multirequest',
      url: 'https://kaltura.example/api_v3/service/multirequest',
      body: {
        0: { service: 'media', action: 'get', entryId: '1_abc' },
        1: { service: 'caption_captionasset', action: 'list', filter: { entryIdEqual: '{1:result:id}' } },
        2: { service: 'caption_captionasset', action: 'getUrl', id: '{2:result:objects:0:id}' },
        ks: 'the-ks',
        partnerId: 1,
      },
    })
  })

  test('says of each part what became of it', async () => {
    const { client } = given(() => [apiException('ENTRY_ID_NOT_FOUND', { WHAT: 'with the-ks' }), { objects: [] }, 'https://cdn.example'])
    const { media, url } = await client.multirequest(plan)

    expect(media).toMatchObject({ kind: 'refused', error: { apiCode: 'ENTRY_ID_NOT_FOUND', details: { call: 'media.get' } } })
    expect(JSON.stringify(media)).not.toContain('the-ks')
    expect(url.kind).toBe('answered')
  })

  test('that Kaltura refuses as a whole is an error', async () => {
    await expect(given(() => apiException('INVALID_KS')).client.multirequest(plan)).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
  })

  test('whose KS a part refuses is made once more with a new one, when it only reads', async () => {
    const { client, calls } = renewing(({ body }) =>
      body.ks === 'ks-1' ? [{ id: '1_abc' }, apiException('INVALID_KS')] : [{ id: '1_abc' }, 'x'],
    )
    const { url } = await client.multirequest(reads)

    expect(url).toEqual({ kind: 'answered', value: 'x' })
    expect(calls.map(({ body }) => body.ks)).toEqual(['ks-1', 'ks-2'])
  })

  test('is told what a part said of the KS when a new one is refused too', async () => {
    const { client, calls } = renewing(() => [{ id: '1_abc' }, apiException('INVALID_KS')])

    expect((await client.multirequest(reads)).url).toMatchObject({ kind: 'refused', error: { apiCode: 'INVALID_KS' } })
    expect(calls).toHaveLength(2)
  })

  test('that writes is not made again for a part: others may have been done', async () => {
    const { client, calls } = renewing(() => [{ id: '1_abc' }, apiException('INVALID_KS')])
    const { second } = await client.multirequest((part) => ({
      first: part.call('media', 'update', {}, entry),
      second: part.call('media', 'get', {}, entry),
    }))
    await client.multirequest(reads)

    expect(second).toMatchObject({ kind: 'refused', error: { apiCode: 'INVALID_KS' } })
    expect(calls.map(({ body }) => body.ks)).toEqual(['ks-1', 'ks-2', 'ks-3'])
  })

  test.each([
    ['fewer answers than parts', [{ id: '1_abc' }]],
    ['a part in another shape', [{ id: 5 }, { objects: [] }, 'x']],
    ['no list', { id: '1_abc' }],
  ])('with %s is unavailable', async (_, answer) => {
    await expect(given(() => answer).client.multirequest(plan)).rejects.toThrow(UnavailableError)
  })

  test('of fifty-one parts is refused, of fifty not', async () => {
    const { client, calls } = given(() => Array.from({ length: 50 }, () => ({ id: '1_abc' })))
    const parts = (count: number) => (plan: Plan) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, plan.call('media', 'get', {}, entry)]))

    await expect(client.multirequest(parts(51))).rejects.toMatchObject({ code: 'input.invalid', details: { parts: 51 } })
    expect(Object.keys(await client.multirequest(parts(50)))).toHaveLength(50)
    expect(calls).toHaveLength(1)
  })

  test('lets no parameter stand for its service or action', async () => {
    const { client, calls } = given(() => [{ id: '1_abc' }])
    await client.multirequest((plan) => ({ one: plan.call('media', 'get', { service: 'user', action: 'delete' }, entry) }))

    expect(calls[0]?.body).toMatchObject({ 0: { service: 'media', action: 'get' } })
  })

  test('of nothing is refused', async () => {
    await expect(given(() => []).client.multirequest(() => ({}))).rejects.toMatchObject({ code: 'input.invalid' })
  })

  test('has types for its references and its results', async () => {
    const { client } = given(() => [{ id: '1_abc' }, { objects: [] }, 'x'])
    const results = await client.multirequest((calls) => {
      const media = calls.call('media', 'get', {}, entry)
      // @ts-expect-error: an entry has no such field
      expect(JSON.stringify(media.result.nothing)).toBe('"{1:result:nothing}"')
      return { media }
    })

    expectTypeOf(results.media).toExtend<{ kind: 'answered'; value: { id: string } } | { kind: 'refused' }>()
  })
})
