import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { apiException, type ClientOptions, clientOf, createFakeKaltura, type SeenCall } from './fake-kaltura.ts'
import { KalturaApiError } from './kaltura-api-error.ts'
import { createKalturaClient } from './kaltura-client.ts'
import type { KalturaTransport } from './transport.ts'

const ks = 'djJ8MTIzNDV8qGunyk_yB4zNed_bzS3wHqbDJ-n1i_m9K_1JWxuw9tns6L4S'
const schema = z.object({ id: z.string() })

function given(answer: (call: SeenCall) => unknown, options: ClientOptions = {}) {
  const kaltura = createFakeKaltura(answer)
  const client = clientOf(kaltura, { ks: async () => ks, ...options })
  const ask = (signal?: AbortSignal) => client.call('baseEntry', 'get', { entryId: '1_abc' }, { schema, signal })
  return { calls: kaltura.calls, client, ask }
}

/** Everything that a log could print of an error. */
const printed = (error: unknown) =>
  error instanceof Error ? JSON.stringify([error.message, error.stack, error.cause, { ...error }]) : String(error)

describe('a call', () => {
  test('is JSON over POST in the form that API v3 reads, with the KS in the body only', async () => {
    const { ask, calls } = given(() => ({ id: '1_abc', objectType: 'KalturaMediaEntry' }))

    expect(await ask()).toEqual({ id: '1_abc' })
    expect(calls[0]).toMatchObject({
      url: 'https://kaltura.example/api_v3/service/baseEntry/action/get',
      body: { entryId: '1_abc', format: 1, clientTag: 'kaltura-discord', partnerId: 12345, ks },
      init: { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/json' } },
    })
  })

  test('asks for a KS each time, and a parameter can not replace it', async () => {
    let made = 0
    const { client, calls } = given(() => ({ id: '1_abc' }), { ks: async () => `ks-${++made}` })
    await client.call('media', 'get', { ks: 'another', partnerId: 1 }, { schema })
    await client.call('media', 'get', {}, { schema })

    expect(calls.map(({ body }) => [body.ks, body.partnerId])).toEqual([
      ['ks-1', 12345],
      ['ks-2', 12345],
    ])
  })

  test.each([
    ['a no', { objectType: 'KalturaAPIException', code: 'ENTRY_ID_NOT_FOUND', args: {} }, 'kaltura.api'],
    ['an answer of another shape', { id: 7 }, 'upstream.unavailable'],
  ])('that ends in %s says by which id Kaltura’s support finds it', async (_, answer, code) => {
    const transport: KalturaTransport = {
      sendsNulls: true,
      cancels: true,
      async send({ onRequestId }) {
        onRequestId?.('1883465279')
        return answer
      },
    }
    const client = createKalturaClient({ partnerId: 12345, transport, resilience: { circuit: 'closed', run: (call) => call() } })

    await expect(client.call('baseEntry', 'get', {}, { schema })).rejects.toMatchObject({ code, details: { requestId: '1883465279' } })
  })

  test.each(['../user', 'media/action/delete?', ''])('to a service called %j is not made', async (service) => {
    const { client, calls } = given(() => ({}))

    await expect(client.call(service, 'get', {}, { schema })).rejects.toThrow(InvalidInputError)
    expect(calls).toEqual([])
  })
})

describe('an exception of the API', () => {
  test("on HTTP 200 is an error with Kaltura's word for it", async () => {
    const { ask } = given(() => apiException('ENTRY_ID_NOT_FOUND', { ENTRY_ID: '1_abc' }))
    const error: unknown = await ask().catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(KalturaApiError)
    expect(error).toMatchObject({
      code: 'kaltura.api',
      apiCode: 'ENTRY_ID_NOT_FOUND',
      retryable: false,
      details: { call: 'baseEntry.get', args: { ENTRY_ID: '1_abc' } },
    })
  })

  test.each([
    { KSID: 'odd-ks' },
    { WHAT: `the KS ${ks}` },
    { WHAT: `of others: ${ks.replace('qGun', 'aaaa')}` },
    { WHAT: { deep: [ks] } },
    { [ks]: 'x' },
    [ks],
    ks,
  ])('%# does not carry a KS', async (args) => {
    const { ask } = given(() => apiException('INVALID_KS', args))

    expect(printed(await ask().catch((thrown: unknown) => thrown))).not.toMatch(/odd-ks|djJ8/)
  })

  test('that repeats a KS of an unknown form does not carry it either', async () => {
    const { ask } = given(() => apiException('INVALID_KS', { WHAT: 'sent: short!ks.' }), { ks: async () => 'short!ks' })

    expect(printed(await ask().catch((thrown: unknown) => thrown))).not.toContain('short!ks')
  })

  test('in a code that is no code can not write into our logs', async () => {
    const { ask } = given(() => apiException(`X\n${ks}`))

    await expect(ask()).rejects.toMatchObject({ apiCode: 'UNREADABLE_CODE' })
  })

  test('with many and long args is an error of a few kilobytes', async () => {
    const args = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`ARG_${at}`, 'word '.repeat(1000)]))
    const error: unknown = await given(() => apiException('X', args))
      .ask()
      .catch((thrown: unknown) => thrown)

    expect(JSON.stringify(error).length).toBeLessThan(4000)
  })

  test('is not seen in an entry that merely has a code and a message', async () => {
    const { client } = given(() => ({ id: '1_abc', code: 'X', message: 'y', objectType: 'KalturaMediaEntry' }))

    expect(await client.call('baseEntry', 'get', {}, { schema })).toEqual({ id: '1_abc' })
  })
})

describe('Kaltura is unavailable when it', () => {
  test.each([
    ['answers with broken JSON', () => new Response('{"id":')],
    ['answers with bytes that are no text', () => new Response(Uint8Array.of(0xff, 0xfe))],
    ['answers with nothing', () => new Response(null)],
    ['answers with a page of its load balancer', () => new Response('{"id":"1_abc"}', { status: 502 })],
    ['sends us elsewhere', () => new Response('{"id":"1_abc"}', { status: 302, headers: { location: 'https://elsewhere.example/' } })],
    ['answers in another shape', () => ({ id: 5 })],
    ['answers with more than 8 MB', () => new Response(`{"id":"1_abc"}${' '.repeat(8 * 1024 * 1024)}`)],
  ])('%s', async (_, answer) => {
    await expect(given(answer).ask()).rejects.toThrow(UnavailableError)
  })

  test('answers in a shape that is wrong all over, of which five places are named', async () => {
    const { client } = given(() => Array.from({ length: 1000 }, () => 'x'))
    const asked = client.call('baseEntry', 'list', {}, { schema: z.array(z.number()) })

    await expect(asked).rejects.toMatchObject({ details: { paths: ['0', '1', '2', '3', '4'] } })
  })

  test('breaks the connection, and what fetch threw is not passed on', async () => {
    const { ask } = given(() => {
      throw new TypeError(`fetch failed for {"ks":"${ks}"}`, { cause: new Error('ECONNREFUSED 127.0.0.1') })
    })
    const error: unknown = await ask().catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(UnavailableError)
    expect(printed(error)).toContain('ECONNREFUSED')
    expect(printed(error)).not.toContain('djJ8')
  })

  test('takes longer than the timeout, even if fetch does not listen to the signal', async () => {
    const clock = new AbortController()
    const hang = () => {
      clock.abort(new DOMException('late', 'TimeoutError'))
      return new Promise(() => {})
    }
    const { ask } = given(hang, { timeoutMs: 5_000, timeout: () => clock.signal })

    await expect(ask()).rejects.toMatchObject({ code: 'upstream.unavailable', details: { timeoutMs: 5_000 } })
  })

  test('stops in the middle of an answer', async () => {
    const clock = new AbortController()
    const half = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"id"')),
      pull: () => {
        clock.abort()
        return new Promise(() => {})
      },
    })

    await expect(given(() => new Response(half), { timeout: () => clock.signal }).ask()).rejects.toThrow(UnavailableError)
  })
})

describe('a caller', () => {
  test('that gives up gets its own reason back', async () => {
    const caller = new AbortController()
    const { ask } = given(() => {
      caller.abort(new Error('the interaction is over'))
      return new Promise(() => {})
    })

    await expect(ask(caller.signal)).rejects.toThrow('the interaction is over')
  })

  test('whose KS never comes is let go in time too', async () => {
    const clock = new AbortController()
    const { ask } = given(() => ({}), { ks: () => new Promise(() => {}), timeout: () => clock.signal })
    const asked = ask()
    clock.abort()

    await expect(asked).rejects.toThrow(UnavailableError)
  })

  test('whose KS can not be made hears why', async () => {
    const { ask, calls } = given(() => ({}), { ks: () => Promise.reject(new InvalidInputError('no secret')) })

    await expect(ask()).rejects.toThrow(InvalidInputError)
    expect(calls).toEqual([])
  })
})

describe('a transport that can not send nulls', () => {
  test('is not given any: the caller hears where it is', async () => {
    const transport = { sendsNulls: false, cancels: true, send: async () => ({ id: '1_abc' }) }
    const client = createKalturaClient({ transport, partnerId: 1, resilience: { circuit: 'closed', run: (call) => call() } })

    await expect(client.call('media', 'update', { entry: { description: null } }, { schema })).rejects.toMatchObject({
      code: 'input.invalid',
      details: { path: 'params.entry.description' },
    })
    expect(await client.call('media', 'update', { entry: { description: '' } }, { schema })).toEqual({ id: '1_abc' })
  })
})
