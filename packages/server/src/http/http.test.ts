import { route } from '@kaltura-discord/api'
import { CodedError, errorRow, errorTable, UnavailableError } from '@kaltura-discord/core'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ServerLog, silentLog } from '../server-log.ts'
import { anyone, sameText, serviceGuard } from './guards.ts'
import { mount } from './mount.ts'
import { answerProblem } from './problem-answer.ts'
import { RequestProblem } from './request-problem.ts'

const echo = route({
  name: 'echo',
  method: 'POST',
  path: '/api/v1/things/{id}',
  summary: 'For this test',
  access: 'none',
  params: z.object({ id: z.string().regex(/^\d+$/) }),
  body: z.object({ word: z.string().max(10) }),
  answer: z.object({ said: z.string() }),
})

/** A log that keeps its lines. */
function keptLog() {
  const lines: object[] = []
  const keep = (level: string) => (facts: object, message: string) => lines.push({ level, message, ...facts })
  const log: ServerLog = { info: keep('info'), warn: keep('warn'), error: keep('error') }
  return { lines, log }
}

function app(
  handle: () => Promise<void> = async () => undefined,
  guard: (request: Request) => Promise<undefined> = anyone,
  log: ServerLog = silentLog,
) {
  const hono = new Hono()
  hono.onError((error, context) => answerProblem(context, error, log))
  mount(hono, echo, guard, async ({ params, body }) => {
    await handle()
    return { said: `${params.id} ${body.word}` }
  })
  return (path: string, init: RequestInit = {}) =>
    hono.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, ...init })
}

describe('a mounted route', () => {
  test('gives its handler what was declared, and answers without a cache', async () => {
    const response = await app()('/api/v1/things/7', { body: '{"word":"hello","more":1}' })

    expect(await response.json()).toEqual({ said: '7 hello' })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('refuses what does not fit, with the place and without the value', async () => {
    const send = app()
    const problems = await Promise.all([
      send('/api/v1/things/x', { body: '{"word":"a"}' }),
      send('/api/v1/things/7', { body: '{"word":"a very long secret"}' }),
      send('/api/v1/things/7', { body: '{broken' }),
      send('/api/v1/things/7', { body: '{"word":"a"}', headers: { 'content-type': 'text/plain' } }),
      send('/api/v1/things/7', { body: `{"word":"${'x'.repeat(20_000)}"}` }),
    ])

    expect(problems.map(({ status }) => status)).toEqual([400, 400, 400, 415, 413])
    const texts = await Promise.all(problems.map((problem) => problem.text()))
    expect(texts[1]).toContain('The body is not usable: word')
    expect(texts.join()).not.toContain('secret')
  })

  test.each([
    ['', {}],
    ['and says that it is short', { 'content-length': '14' }],
    ['and says that it is packed', { 'content-length': '14', 'content-encoding': 'gzip' }],
  ])('refuses a body that is too long %s', async (_, said) => {
    const headers = { 'content-type': 'application/json', ...said }
    const response = await app()('/api/v1/things/7', { body: `{"word":"a"}${' '.repeat(20_000)}`, headers })

    expect(await response.json()).toMatchObject({ status: 413, code: 'request.too-large' })
  })

  test('answers a bug with the support id of its log line and not with its words', async () => {
    const { lines, log } = keptLog()
    const broken = async () => {
      throw new Error('the password is hunter2')
    }
    const response = await app(broken, anyone, log)('/api/v1/things/7', { body: '{"word":"a"}' })
    const text = await response.text()

    expect(response.status).toBe(500)
    const { supportId } = JSON.parse(text)
    expect(JSON.parse(text)).toMatchObject({
      code: 'server.bug',
      retryable: false,
      supportId: expect.stringMatching(/^[\da-f]{4}-[\da-f]{4}$/),
    })
    expect(lines).toMatchObject([{ level: 'error', supportId, traceId: expect.stringMatching(/^[\da-f]{32}$/), code: 'server.bug' }])
    expect(text).not.toContain('hunter2')
  })

  test.each([
    ['config.unreadable', 'config.unreadable'],
    ['input.invalid', 'input.invalid'],
    ['kaltura.api', 'kaltura.api'],
    ['somebody.elses', 'server.bug'],
  ] as const)('answers %s with what the table says of %s: its own words are for the log', async (code, row) => {
    const { lines, log } = keptLog()
    const error = new CodedError({ code, message: 'a row, a call or a setting', retryable: false })
    const broken = async () => {
      throw error
    }
    const answer = await (await app(broken, anyone, log)('/api/v1/things/7', { body: '{"word":"a"}' })).json()

    expect(answer).toMatchObject({ code, title: errorTable[row].sentence, status: errorRow(code)?.status ?? 502 })
    expect(lines).toMatchObject([{ supportId: answer.supportId, error }])
  })

  test('answers that something is away with its own words: they say what, and whether it may pass', async () => {
    const away = async () => {
      throw new UnavailableError('Discord did not answer.')
    }

    expect(await (await app(away)('/api/v1/things/7', { body: '{"word":"a"}' })).json()).toMatchObject({
      ...{ status: 503, title: 'Discord did not answer.', retryable: true },
    })
  })

  test('answers a refusal in problem details', async () => {
    const response = await app(async () => {
      throw new RequestProblem('entry-unknown')
    })('/api/v1/things/7', { body: '{"word":"a"}' })

    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'entry-unknown', title: 'This video is not available here.', status: 403 })
  })
})

describe('a trace', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const refusedWith = async (traceparent: string) => {
    const { lines, log } = keptLog()
    const refuse = async () => {
      throw new RequestProblem('entry-unknown')
    }
    const headers = { 'content-type': 'application/json', traceparent }
    const response = await app(refuse, anyone, log)('/api/v1/things/7', { body: '{"word":"a"}', headers })
    return { supportId: (await response.json()).supportId, lines }
  }

  test('that the caller began goes on: one id finds the lines of both', async () => {
    const { supportId, lines } = await refusedWith(`00-${traceId}-00f067aa0ba902b7-01`)

    expect(supportId).toBe('4bf9-2f35')
    expect(lines).toMatchObject([{ level: 'info', supportId, traceId, code: 'entry-unknown', route: '/api/v1/things/:id' }])
  })

  test.each([
    ['of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['with words in it', `00-${traceId}-00f067aa0ba902b7-01\\nadmin logged in`],
    ['in capitals', `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`],
    ['that is no trace', 'hello'],
  ])('%s is not taken over', async (_, traceparent) => {
    const { lines } = await refusedWith(traceparent)

    expect(lines).toMatchObject([{ traceId: expect.not.stringMatching(traceId) }])
    expect(lines).toMatchObject([{ traceId: expect.stringMatching(/^(?!0{32})[\da-f]{32}$/) }])
  })
})

describe('the service guard', () => {
  const guarded = app(undefined, serviceGuard('a'.repeat(64)))
  const call = (authorization?: string) =>
    guarded('/api/v1/things/7', {
      body: '{"word":"a"}',
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    })

  test('lets in the token and nothing near it', async () => {
    expect((await call(`Bearer ${'a'.repeat(64)}`)).status).toBe(200)
    for (const wrong of [undefined, 'Bearer ', `Bearer ${'a'.repeat(63)}`, `Basic ${'a'.repeat(64)}`, `Bearer ${'a'.repeat(64)} x`]) {
      expect((await call(wrong)).status).toBe(401)
    }
  })

  test('compares texts as wholes', () => {
    expect(sameText('abc', 'abc')).toBe(true)
    expect(sameText('abc', 'abd')).toBe(false)
    expect(sameText('', 'a')).toBe(false)
  })
})
