import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createKsSource } from '../grants/ks-source.ts'
import { createKalturaClient } from './kaltura-client.ts'
import type { KalturaTransport } from './transport.ts'

const ks = 'djJ8MTIzNDV8qGunyk_yB4zNed_bzS3wHqbDJ-n1i_m9K_1JWxuw9tns6L4S'
const never = new AbortController().signal

interface Heard {
  path: string
  body: Record<string, unknown>
}

/** A server that answers as `answer` does; what it heard is kept. */
async function kalturaThat(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    heard.push({ path: request.url ?? '', body: JSON.parse(text) })
    answer(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { heard, serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const json = (value: unknown) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** What an error shows to whoever prints it, in full. */
const printed = (error: unknown): string =>
  error instanceof Error ? JSON.stringify([error.message, error.stack, error.cause, { ...error }]) : String(error)

/** What "implements KalturaTransport" means, on real sockets. */
export function describeKalturaTransport(name: string, create: (serviceUrl: string) => KalturaTransport): void {
  const request = (signal = never) => ({
    service: 'media',
    action: 'get',
    params: { entryId: '1_abc', ks, partnerId: 7, clientTag: 'tag' },
    signal,
  })
  const sendTo = async (answer: (response: ServerResponse, request: IncomingMessage) => void, signal?: AbortSignal) => {
    const { serviceUrl, heard } = await kalturaThat(answer)
    const sent = create(serviceUrl).send(request(signal))
    return { heard, outcome: await sent.catch((error: unknown) => error) }
  }

  describe(`${name} as a KalturaTransport`, () => {
    test('asks for an action with its parameters, in JSON', async () => {
      const { heard, outcome } = await sendTo(json({ id: '1_abc', objectType: 'KalturaMediaEntry' }))

      expect(outcome).toEqual({ id: '1_abc', objectType: 'KalturaMediaEntry' })
      expect(heard).toMatchObject([
        { path: '/api_v3/service/media/action/get', body: { entryId: '1_abc', ks, partnerId: 7, clientTag: 'tag', format: 1 } },
      ])
    })

    test.each([
      ['a number', 5],
      ['a text', 'https://cdn.example/x'],
      ['a truth', true],
      ['a list', [1]],
      ['nothing', null],
    ])('brings back %s', async (_, value) => {
      expect((await sendTo(json(value))).outcome).toEqual(value)
    })

    test.each([
      ['an exception of the API', { objectType: 'KalturaAPIException', code: 'X', message: 'y', args: {} }],
      ['a success that happens to have a code and a message', { id: '1_abc', code: 'X', message: 'y' }],
    ])('brings back %s as it is', async (_, value) => {
      expect((await sendTo(json(value))).outcome).toEqual(value)
    })

    test('sends a multirequest with its parts, and brings back the list', async () => {
      const { serviceUrl, heard } = await kalturaThat(
        json([{ id: '1_abc' }, { code: 'X', message: 'y', objectType: 'KalturaAPIException' }]),
      )
      const params = {
        0: { service: 'media', action: 'get', entryId: '1_abc' },
        1: { service: 'caption_captionasset', action: 'list', filter: { entryIdEqual: '{1:result:id}' } },
        ks,
        partnerId: 7,
      }
      const answer = await create(serviceUrl).send({ service: 'multirequest', params, signal: never })

      expect(answer).toHaveLength(2)
      expect(heard).toMatchObject([
        {
          path: '/api_v3/service/multirequest',
          body: { 0: { service: 'media', entryId: '1_abc' }, 1: { filter: { entryIdEqual: '{1:result:id}' } } },
        },
      ])
      expect(JSON.stringify(heard[0]?.body)).toContain(ks)
    })

    test('a multirequest that fails as a whole is settled, too', async () => {
      const { serviceUrl } = await kalturaThat((response) => void response.writeHead(502).end('<html>'))
      const params = { 0: { service: 'media', action: 'get' }, ks }

      await expect(create(serviceUrl).send({ service: 'multirequest', params, signal: never })).rejects.toThrow(UnavailableError)
    })

    test('a client over it renews the KS that a part of a multirequest refuses, once', async () => {
      const { serviceUrl, heard } = await kalturaThat(
        json([5, { code: 'INVALID_KS', message: `Invalid KS "${ks}"`, objectType: 'KalturaAPIException', args: { KSID: ks } }]),
      )
      let issued = 0
      const issuer = { issue: async () => ({ ks: `ks-${++issued}`, expiresAtMs: 3_600_000 }) }
      const source = createKsSource({ issuer, grant: { kind: 'catalogue' }, now: () => 0 })
      const client = createKalturaClient({ partnerId: 7, transport: create(serviceUrl), ks: source })
      const results = await client.multirequest((plan) => ({
        one: plan.call('media', 'count', {}, z.number()),
        other: plan.call('media', 'count', {}, z.number()),
      }))

      expect(results).toMatchObject({ one: { kind: 'answered', value: 5 }, other: { kind: 'refused' } })
      expect(heard.map(({ body }) => /ks-\d/.exec(JSON.stringify(body))?.[0])).toEqual(['ks-1', 'ks-2'])
      expect(printed(results.other.kind === 'refused' && results.other.error)).not.toContain('djJ8')
    })

    test('each of two requests at once gets its own answer', async () => {
      const { serviceUrl } = await kalturaThat((response, { url }) => json({ path: url })(response))
      const transport = create(serviceUrl)
      const answers = await Promise.all(['get', 'list'].map((action) => transport.send({ ...request(), action })))

      expect(answers).toEqual(['get', 'list'].map((action) => ({ path: `/api_v3/service/media/action/${action}` })))
    })

    test.each<[string, (response: ServerResponse) => void]>([
      ['broken JSON', (response) => void response.end('{"id":')],
      ['nothing', (response) => void response.end()],
      ['a page of a load balancer', (response) => void response.writeHead(502).end('<html>')],
      ['a page with 200', (response) => void response.end('<html>')],
      [
        'truncated gzip',
        (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"id":"1_abc"}').subarray(0, 20)),
      ],
      [
        'a gzip bomb',
        (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))),
      ],
      ['bytes that are no text', (response) => void response.end(Buffer.of(0x22, 0xff, 0xfe, 0x22))],
      ['a byte order mark', (response) => void response.end('\ufeff{"id":"1_abc"}')],
      ['more than 8 MB', (response) => void response.end(JSON.stringify('x'.repeat(9 * 1024 * 1024)))],
      ['a cut connection', (response) => void response.destroy()],
      [
        'a cut in the middle',
        (response) => void response.writeHead(200, { 'content-length': '100' }).write('{"id"', () => response.destroy()),
      ],
      ['a way elsewhere', (response) => void response.writeHead(302, { location: '/api_v3/elsewhere' }).end()],
    ])('on %s Kaltura is unavailable, and no KS is in the error', async (_, answer) => {
      const { heard, outcome } = await sendTo(answer)

      expect(outcome).toBeInstanceOf(Error)
      expect(printed(outcome)).not.toContain('djJ8')
      expect(heard).toHaveLength(1)
    })

    test('says how long Kaltura asks us to wait', async () => {
      const { outcome } = await sendTo((response) => void response.writeHead(429, { 'retry-after': '7' }).end())

      expect(outcome).toMatchObject({ code: 'upstream.unavailable', retryAfterMs: 7_000, details: { status: 429 } })
    })

    test.each([
      ['an answer', 200, 'web-1.22-1883'],
      ['a failure', 503, '1883465279'],
    ])('tells the id by which Kaltura’s support finds the request, with %s', async (_, status, id) => {
      const { serviceUrl } = await kalturaThat((response) => void response.writeHead(status, { 'x-kaltura-session': id }).end('{}'))
      const told: string[] = []
      const sent = create(serviceUrl).send({ ...request(), onRequestId: (requestId) => void told.push(requestId) })
      await sent.catch(() => {})

      expect(told).toEqual([id])
    })

    test('passes no id on that could be something else', async () => {
      const { serviceUrl } = await kalturaThat((response) => void response.writeHead(200, { 'x-kaltura-session': `KS ${ks}` }).end('{}'))
      const told: string[] = []
      await create(serviceUrl).send({ ...request(), onRequestId: (requestId) => void told.push(requestId) })

      expect(told).toEqual([])
    })

    test('ends with the signal, and so does the request when it says that it cancels', async () => {
      const giveUp = new AbortController()
      let endRequest = (): void => {}
      const requestEnded = new Promise<void>((resolve) => {
        endRequest = resolve
      })
      const { serviceUrl } = await kalturaThat((response) => {
        response.on('close', () => endRequest())
        giveUp.abort(new Error('gave up'))
      })
      const transport = create(serviceUrl)

      await expect(transport.send(request(giveUp.signal))).rejects.toThrow('gave up')
      expect(transport.cancels).toBe(true)
      await requestEnded
    })

    test('ends with the signal in the middle of an answer, too', async () => {
      const giveUp = new AbortController()
      const { serviceUrl } = await kalturaThat((response) => {
        response.writeHead(200).write('{"id":')
        setImmediate(() => giveUp.abort(new Error('gave up')))
      })

      await expect(create(serviceUrl).send(request(giveUp.signal))).rejects.toThrow('gave up')
    })

    test('waits for an answer that comes byte by byte', async () => {
      const { outcome } = await sendTo(async (response) => {
        for (const byte of Buffer.from('{"name":"ö"}')) await new Promise<void>((sent) => response.write(Buffer.of(byte), () => sent()))
        response.end()
      })

      expect(outcome).toEqual({ name: 'ö' })
    })

    test('is refused an address that a KS must not be sent to', () => {
      expect(() => create('http://www.kaltura.com')).toThrow('https')
    })
  })
}
