import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type NotificationForm, notificationRequest } from './request.ts'

/** Captured from Kaltura's own PHP; packages/kaltura/fixtures says how. */
const sample = z.object({
  id: z.string(),
  secret: z.string().nullable(),
  secureHashingAlgo: z.number(),
  request: z.object({ method: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
})
const fixture = new URL('../../../../kaltura/fixtures/http-notifications.json', import.meta.url)
const { samples } = z.object({ samples: z.array(sample) }).parse(JSON.parse(readFileSync(fixture, 'utf8')))
const algorithms: Readonly<Record<number, NotificationForm['algorithm']>> = { 1: 'sha1', 2: 'sha256', 3: 'sha512' }
const json = { kind: 'object', format: 'json' } as const

describe('a notification has the bytes and the headers that Kaltura’s own code sent', () => {
  test.each([
    'entry-ready-json-sha256',
    'entry-ready-json-sha1-default',
    'recording-ready-json-sha256',
    'room-updated-json-sha256',
    'no-secret',
    'empty-secret',
  ])('as JSON: %s', (id) => {
    const captured = sampleOf(id)
    expect(sent(captured, { data: json }, JSON.parse(captured.request.body))).toEqual(wire(captured))
  })

  test('as a form field of JSON, still labelled JSON, from an old template', () => {
    const captured = sampleOf('entry-status-json-urlencoded-legacy')
    const field = new URLSearchParams(captured.request.body).get('data') ?? ''
    expect(sent(captured, { data: json, urlEncoded: true }, JSON.parse(field))).toEqual(wire(captured))
  })

  test('as XML, which is not encoded', () => {
    const captured = sampleOf('entry-status-xml')
    const template = { templateId: 341, templateName: 'Entry Status Changed - XML', templateSystemName: 'HTTP_ENTRY_STATUS_CHANGED_XML' }
    const said = { ...JSON.parse(sampleOf('entry-ready-json-sha256').request.body), ...template }
    expect(sent(captured, { data: { kind: 'object', format: 'xml' } }, said)).toEqual(wire(captured))
  })

  test('as a form of the template’s parameters', () => {
    const captured = sampleOf('fields-form')
    const parameters = { entry_id: '1_abc123de', entry_name: 'Demo & co', entry_status: '2' }
    expect(sent(captured, { data: { kind: 'fields', contentType: undefined } }, {}, parameters)).toEqual(wire(captured))
  })

  test('as text, with parameters in it and in the headers', () => {
    const captured = sampleOf('text-custom-header')
    const customHeaders = [
      { key: 'X-Source', value: 'kaltura-{entry_id}' },
      { key: 'Content-Type', value: 'text/plain; charset=utf-8' },
    ]
    const data = { kind: 'text', content: 'Entry {entry_id} is ready', contentType: 'text/html' } as const
    expect(sent(captured, { data, customHeaders }, {}, { entry_id: '1_abc123de' })).toEqual(wire(captured))
  })
})

test('a template without data sends nothing, signed all the same', () => {
  const request = notificationRequest({ ...form, data: { kind: 'none' } }, { notification: {}, parameters: new Map() })
  expect(request.body).toBe('')
  expect(request.headers).toMatchObject({ 'X-KALTURA-SIGNATURE': '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b' })
  expect(request.headers['Content-Type']).toBeUndefined()
})

test('a GET carries its body in the query', () => {
  const fields = { kind: 'fields', contentType: undefined } as const
  const request = notificationRequest({ ...form, method: 'GET', data: fields }, { notification: {}, parameters: new Map([['a', 'b c']]) })
  expect([request.url, request.body]).toEqual(['http://127.0.0.1/hook?a=b+c', ''])
})

const form: NotificationForm = {
  url: 'http://127.0.0.1/hook',
  method: 'POST',
  data: json,
  urlEncoded: false,
  algorithm: 'sha256',
  signSecret: 'secret',
  customHeaders: [],
}

function sampleOf(id: string): z.infer<typeof sample> {
  const found = samples.find((each) => each.id === id)
  if (!found) throw new Error(`There is no sample ${id}`)
  return found
}

function sent(
  { secret, secureHashingAlgo }: z.infer<typeof sample>,
  change: Partial<NotificationForm>,
  notification: Record<string, unknown>,
  parameters: Record<string, string> = {},
) {
  const signed = { ...form, ...change, algorithm: algorithms[secureHashingAlgo] ?? 'sha1', signSecret: secret ?? undefined }
  const { body, headers, method } = notificationRequest(signed, { notification, parameters: new Map(Object.entries(parameters)) })
  return { method, headers: Object.entries(headers), body }
}

/** The length is counted by whoever sends. */
function wire({ request }: z.infer<typeof sample>) {
  const headers = Object.entries(request.headers).filter(([name]) => name !== 'Content-Length')
  return { method: request.method, headers, body: request.body }
}
