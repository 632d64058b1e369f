import { rawRoutes } from '@kaltura-discord/api'
import type { Remote } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Backlogs } from '../health/backlogs.ts'
import { type Health, isDown, type RemoteState } from '../health/health.ts'

export interface MetricsOptions {
  health: Health
  backlogs: Backlogs
  /** Throws for whoever may not see them: they tell a stranger when to strike. */
  guard(request: Request): Promise<unknown>
}

/** `/metrics` for Prometheus, which sends the service token as its bearer: the process, how well what it leans on is, and what waits. */
export function mountMetrics(app: Hono, { health, backlogs, guard }: MetricsOptions): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const up = new Gauge({
    name: 'kaltura_discord_remote_up',
    help: 'Whether what the server leans on can be used: 1, or 0 while it does not answer, its circuit is not closed or the last try failed.',
    labelNames: ['remote'],
    registers: [registry],
  })
  const circuit = new Gauge({
    name: 'kaltura_discord_circuit_state',
    help: 'The circuit breaker before a remote, each connection to Kaltura by its name: 0 closed, 1 half-open, 2 open.',
    labelNames: ['remote', 'connection'],
    registers: [registry],
  })
  const waiting = new Gauge({
    name: 'kaltura_discord_backlog',
    help: 'Notifications and deliveries that are not dealt with: waiting, or parked until somebody replays them. Of all servers on this database.',
    labelNames: ['of', 'state'],
    registers: [registry],
  })
  const parkedEvents = new Gauge({
    name: 'kaltura_discord_parked_events',
    help: 'Events that a subscriber could not deal with, set aside until somebody replays them. Of all servers on this database.',
    labelNames: ['subscriber'],
    registers: [registry],
  })

  async function showBacklogs(): Promise<void> {
    const read = await backlogs.read()
    waiting.reset()
    parkedEvents.reset()
    if (!read) return
    for (const kind of ['notifications', 'deliveries'] as const)
      for (const state of ['waiting', 'parked'] as const) waiting.set({ of: kind, state }, read[kind][state])
    for (const { name, parked } of read.subscribers) parkedEvents.set({ subscriber: name }, parked)
  }

  app.get(rawRoutes.metrics.path, async (context) => {
    await guard(context.req.raw)
    const { remotes } = await health.read()
    for (const [remote, state] of Object.entries(remotes) as [Remote, RemoteState][]) {
      up.set({ remote }, isDown(state) ? 0 : 1)
      if (state.kind !== 'circuit') continue
      if (!state.connections) circuit.set({ remote }, circuitValue[state.circuit])
      for (const [connection, reading] of Object.entries(state.connections ?? {}))
        circuit.set({ remote, connection }, circuitValue[reading])
    }
    await showBacklogs()
    return context.body(await registry.metrics(), 200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
  })
}

const circuitValue = { closed: 0, 'half-open': 1, open: 2 } as const
