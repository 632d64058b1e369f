import { UnavailableError } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { createFakeKaltura } from './fake-kaltura.ts'
import { createFetchTransport } from './fetch-transport.ts'
import { describeKalturaTransport } from './transport.contract.ts'

describeKalturaTransport('The fetch transport', (serviceUrl) =>
  createFetchTransport({ serviceUrl, fetch: (...request) => fetch(...request) }),
)

test.each([
  ['an outage', 503, '<html>'],
  ['more than it takes', 200, ' '.repeat(9 * 1024 * 1024)],
])('the fetch transport reads no further into %s, so that the connection is free again', async (_, status, text) => {
  let isCancelled = false
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    cancel: () => {
      isCancelled = true
    },
  })
  const transport = createFetchTransport({ serviceUrl: 'https://kaltura.example', fetch: async () => new Response(body, { status }) })
  const sent = transport.send({ service: 'media', action: 'get', params: {}, signal: new AbortController().signal })

  await expect(sent).rejects.toThrow(UnavailableError)
  expect(isCancelled).toBe(true)
})

test('the fetch transport sends nulls, which clear a field', async () => {
  const kaltura = createFakeKaltura(() => ({}))
  const transport = createFetchTransport({ serviceUrl: 'https://kaltura.example', fetch: kaltura.fetch })
  await transport.send({ service: 'media', action: 'update', params: { description: null }, signal: new AbortController().signal })

  expect(transport.sendsNulls).toBe(true)
  expect(kaltura.calls[0]?.body).toHaveProperty('description', null)
})
