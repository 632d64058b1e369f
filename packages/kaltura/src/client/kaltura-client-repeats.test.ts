import { UnavailableError } from '@kaltura-discord/core'
import { createResilience } from '@kaltura-discord/core/resilience'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { apiException, type ClientOptions, clientOf, createFakeKaltura, type SeenCall } from './fake-kaltura.ts'

const schema = z.object({ id: z.string() })

function given(answer: (call: SeenCall) => unknown, options: ClientOptions = {}) {
  const kaltura = createFakeKaltura(answer)
  const client = clientOf(kaltura, options)
  return { calls: kaltura.calls, client, ask: () => client.call('baseEntry', 'get', { entryId: '1_abc' }, { schema }) }
}

describe('a KS that Kaltura refuses', () => {
  const refusing = (refused: number) => {
    let left = refused
    return () => (left-- > 0 ? apiException('INVALID_KS') : { id: '1_abc' })
  }
  const renewing = () => {
    let made = 1
    return { current: async () => `ks-${made}`, refused: () => void made++ }
  }

  test('is replaced, and the call made once more, even when it writes', async () => {
    const { client, calls } = given(refusing(1), { ks: renewing() })

    expect(await client.call('media', 'update', {}, { schema })).toEqual({ id: '1_abc' })
    expect(calls.map(({ body }) => body.ks)).toEqual(['ks-1', 'ks-2'])
  })

  test('twice in a row is told to the caller', async () => {
    const { ask, calls } = given(refusing(9), { ks: renewing() })

    await expect(ask()).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
    expect(calls).toHaveLength(2)
  })

  test('is not replaced when the caller gave it', async () => {
    const own = renewing()
    const { client, calls } = given(refusing(9), { ks: own })

    await expect(client.call('media', 'get', {}, { schema, ks: 'own' })).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
    expect(calls.map(({ body }) => body.ks)).toEqual(['own'])
    expect(await own.current()).toBe('ks-1')
  })
})

describe('after an outage', () => {
  const quick = () => createResilience({ name: 'Kaltura', firstDelayMs: 1, maxDelayMs: 1 })
  const failingOnce = () => {
    let failed = false
    return () => {
      if (failed) return { id: '1_abc' }
      failed = true
      return new Response('', { status: 503, headers: { 'retry-after': '0' } })
    }
  }

  test('a read is made again, with the KS of that moment', async () => {
    let made = 0
    const { ask, calls } = given(failingOnce(), { resilience: quick(), ks: async () => `ks-${++made}` })

    expect(await ask()).toEqual({ id: '1_abc' })
    expect(calls.map(({ body }) => body.ks)).toEqual(['ks-1', 'ks-2'])
  })

  test.each(['add', 'update', 'delete', 'listen', 'cancel'])('%s is not made again by itself', async (action) => {
    const { client, calls } = given(failingOnce(), { resilience: quick() })

    await expect(client.call('media', action, {}, { schema })).rejects.toThrow(UnavailableError)
    expect(calls).toHaveLength(1)
  })

  test('a write that its caller calls repeatable is made again', async () => {
    const { client } = given(failingOnce(), { resilience: quick() })

    expect(await client.call('appToken', 'startSession', {}, { schema, repeatable: true })).toEqual({ id: '1_abc' })
  })

  test('the time that Kaltura asks us to wait reaches the caller', async () => {
    const { ask } = given(() => new Response('', { status: 429, headers: { 'retry-after': '120' } }))

    await expect(ask()).rejects.toMatchObject({ retryAfterMs: 120_000, details: { status: 429 } })
  })
})
