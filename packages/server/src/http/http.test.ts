import { route } from '@kaltura-discord/api'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { silentLog } from '../server-log.ts'
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

function app(handle: () => Promise<void> = async () => undefined, guard: (request: Request) => Promise<undefined> = anyone) {
  const hono = new Hono()
  hono.onError((error, context) => answerProblem(context, error, silentLog, 'request-1'))
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

  test('answers a bug with an id and not with its words', async () => {
    const response = await app(async () => {
      throw new Error('the password is hunter2')
    })('/api/v1/things/7', { body: '{"word":"a"}' })
    const text = await response.text()

    expect(response.status).toBe(500)
    expect(JSON.parse(text)).toMatchObject({ code: 'server.bug', retryable: false, requestId: 'request-1' })
    expect(text).not.toContain('hunter2')
  })

  test('answers a refusal in problem details', async () => {
    const response = await app(async () => {
      throw new RequestProblem(403, 'entry-unknown', 'This video is not available here.')
    })('/api/v1/things/7', { body: '{"word":"a"}' })

    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'entry-unknown', title: 'This video is not available here.', status: 403 })
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

  test('compares texts as wholes', async () => {
    expect(await sameText('abc', 'abc')).toBe(true)
    expect(await sameText('abc', 'abd')).toBe(false)
    expect(await sameText('', 'a')).toBe(false)
  })
})
