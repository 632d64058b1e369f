import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createHealth } from '../health/health.ts'
import { serviceGuard } from '../http/guards.ts'
import { answerProblem } from '../http/problem-answer.ts'
import { silentLog } from '../server-log.ts'
import { mountMetrics } from './metrics.ts'

const app = new Hono()
app.onError((error, context) => answerProblem(context, error, silentLog))
const health = createHealth({
  circuits: { kaltura: { main: () => 'closed', archive: () => 'open' }, discord: () => 'closed' },
  probes: { database: async () => undefined },
  pause: () => new Promise(() => undefined),
  now: () => 0,
})
mountMetrics(app, { health, guard: serviceGuard('a'.repeat(64)) })
const ask = (token: string) => app.request('/metrics', { headers: { authorization: `Bearer ${token}` } })

test('metrics say which circuits are open, to whoever has the service token', async () => {
  const text = await (await ask('a'.repeat(64))).text()

  expect(text).toMatch(/^kaltura_discord_circuit_state\{remote="kaltura",connection="archive"\} 2$/m)
  expect(text).toMatch(/^kaltura_discord_circuit_state\{remote="kaltura",connection="main"\} 0$/m)
  expect(text).toMatch(/^kaltura_discord_circuit_state\{remote="discord"\} 0$/m)
  expect(text).toMatch(/^kaltura_discord_remote_up\{remote="kaltura"\} 0$/m)
  expect(text).toMatch(/^kaltura_discord_remote_up\{remote="database"\} 1$/m)
  expect(text).toMatch(/^process_cpu_seconds_total /m)
})

test('metrics say nothing to anybody else', async () => {
  const answer = await ask('b'.repeat(64))

  expect(answer.status).toBe(401)
  expect(await answer.text()).not.toContain('kaltura_discord')
})
