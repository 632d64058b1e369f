import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { describeKalturaTransport } from '../client/transport.contract.ts'
import { createKalturaClientTransport } from './kaltura-client-transport.ts'
import type { KalturaClientModule } from './npm-kaltura-client.ts'

const kaltura: KalturaClientModule = createRequire(import.meta.url)('kaltura-client')

describeKalturaTransport('The transport by npm kaltura-client', (serviceUrl) => createKalturaClientTransport({ kaltura, serviceUrl }))

test('a client of your own keeps its KS to itself, and nothing is logged, though it would log everything', async () => {
  const heard: string[] = []
  const server = createServer(async (request, response) => {
    for await (const chunk of request) heard.push(String(chunk))
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const spoken = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')]
  const configuration = new kaltura.Configuration()
  configuration.serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new kaltura.Client(configuration as never)
  Object.assign(client.requestData, { ks: 'their-own-ks' })
  const transport = createKalturaClientTransport({ kaltura, client })
  await transport.send({ service: 'media', action: 'get', params: { ks: 'ours' }, signal: new AbortController().signal })

  expect(heard.join('')).toContain('"ks":"ours"')
  expect(heard.join('')).not.toContain('their-own-ks')
  expect(client.requestData.ks).toBe('their-own-ks')
  expect(spoken.map((spy) => spy.mock.calls)).toEqual([[], []])
})
