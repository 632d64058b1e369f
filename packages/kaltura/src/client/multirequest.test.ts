import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
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
