import { expect, test } from 'vitest'
import { createFakeKaltura } from './fake-kaltura.ts'
import { createFetchTransport } from './fetch-transport.ts'
import { describeKalturaTransport } from './transport.contract.ts'

describeKalturaTransport('The fetch transport', (serviceUrl) =>
  createFetchTransport({ serviceUrl, fetch: (...request) => fetch(...request) }),
)

test('the fetch transport sends nulls, which clear a field', async () => {
  const kaltura = createFakeKaltura(() => ({}))
  const transport = createFetchTransport({ serviceUrl: 'https://kaltura.example', fetch: kaltura.fetch })
  await transport.send({ service: 'media', action: 'update', params: { description: null }, signal: new AbortController().signal })

  expect(transport.sendsNulls).toBe(true)
  expect(kaltura.calls[0]?.body).toHaveProperty('description', null)
})
