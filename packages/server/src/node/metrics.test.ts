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
  tried: { deliveries: () => ({ works: false, atMs: 0 }) },
  probes: { database: async () => undefined },
  pause: () => new Promise(() => undefined),
  now: () => 0,
})
const counted = {
  notifications: { waiting: 3, parked: 1 },
  deliveries: { waiting: 200, parked: 0 },
  subscribers: [{ name: 'audit', parked: 2 }],
}
const stores: { counted: typeof counted | undefined } = { counted }
mountMetrics(app, { health, backlogs: { read: async () => stores.counted }, guard: serviceGuard('a'.repeat(64)) })
const ask = (token: string) => app.request('/metrics', { headers: { authorization: `Bearer ${token}` } })

test('metrics say which circuits are open, to whoever has the service token', async () => {
  const text = await (await ask('a'.repeat(64))).text()

  expect(text).toMatch(/^kaltura_discord_circuit_state\{remote="kaltura",connection="archive"\} 2$/m)
  expect(text).toMatch(/^kaltura_discord_circuit_state\{remote="kaltura",connection="main"\} 0$/m)
  expect(text).toMatch(/^kaltura_discord_circuit_state\{remote="discord"\} 0$/m)
  expect(text).toMatch(/^kaltura_discord_remote_up\{remote="kaltura"\} 0$/m)
  expect(text).toMatch(/^kaltura_discord_remote_up\{remote="database"\} 1$/m)
  expect(text).toMatch(/^kaltura_discord_remote_up\{remote="deliveries"\} 0$/m)
  expect(text).toMatch(/^process_cpu_seconds_total /m)
})

test('metrics say what waits and what is parked, and nothing of it while the database does not tell', async () => {
  stores.counted = counted
  const before = await (await ask('a'.repeat(64))).text()
  stores.counted = undefined
  const after = await (await ask('a'.repeat(64))).text()

  expect(before).toMatch(/^kaltura_discord_backlog\{of="notifications",state="waiting"\} 3$/m)
  expect(before).toMatch(/^kaltura_discord_backlog\{of="notifications",state="parked"\} 1$/m)
  expect(before).toMatch(/^kaltura_discord_backlog\{of="deliveries",state="waiting"\} 200$/m)
  expect(before).toMatch(/^kaltura_discord_backlog\{of="deliveries",state="parked"\} 0$/m)
  expect(before).toMatch(/^kaltura_discord_parked_events\{subscriber="audit"\} 2$/m)
  expect(after).not.toMatch(/^kaltura_discord_(backlog|parked_events)\{/m)
})

test('metrics say nothing to anybody else', async () => {
  const answer = await ask('b'.repeat(64))

  expect(answer.status).toBe(401)
  expect(await answer.text()).not.toContain('kaltura_discord')
})
