import { Hono } from 'hono'
import type { Faults } from '../faults/faults.ts'
import type { SandboxKaltura } from '../kaltura/index.ts'
import type { Scenarios } from '../scenario/scenarios.ts'
import type { WireLog } from '../wire/wire-log.ts'
import { attendanceRoutes } from './attendance.ts'
import { clientRoutes } from './clients.ts'
import type { SandboxState } from './contract.ts'
import { eventRoutes } from './events.ts'
import { faultRoutes } from './faults.ts'
import { installationRoutes } from './installation.ts'
import { memberRoutes } from './members.ts'
import { refuse } from './refusal.ts'
import { rpcRoutes } from './rpc.ts'
import { scenarioRoutes } from './scenarios.ts'
import { wireRoutes } from './wire.ts'

/**
 * The sandbox's own API (see `contract.ts`): what the page shows and what the people in it do.
 * @param options.signal ends every event stream
 */
export function createControl(options: {
  state: () => SandboxState
  kaltura: SandboxKaltura | undefined
  faults: Faults
  scenarios: Scenarios
  wire: WireLog
  /** Where a person's frames live. */
  frameOrigin: (userId: string) => string
  signal: AbortSignal
}): Hono {
  const { state, kaltura, faults, scenarios, wire, frameOrigin, signal } = options
  const { discord } = scenarios
  const subscribe = (listener: () => void): (() => void) => {
    const ends = [discord.store, kaltura, faults, scenarios].map((one) => one?.subscribe(listener))
    return () => {
      for (const end of ends) end?.()
    }
  }
  const control = new Hono()
    .get('/health', (c) => c.json({ product: 'kaltura-discord sandbox' }))
    .get('/state', (c) => c.json(state()))
    .post('/kaltura/recordings', async (c) => {
      if (!kaltura) return refuse(c, 503, 'kaltura.absent', 'This sandbox runs without a Kaltura.')
      scenarios.recorder.note({ do: 'publish' })
      return c.json(await kaltura.publishRecording(), 202)
    })
    .post('/kaltura/meetings/:id/end', (c) => {
      const ended = kaltura?.meetings.end(c.req.param('id'))
      if (ended?.kind === 'ended') return c.json({ entryId: ended.recordingId }, 202)
      return ended
        ? refuse(c, 409, 'meeting.empty', 'Nobody is in this meeting.')
        : refuse(c, 503, 'kaltura.absent', 'This sandbox runs without a Kaltura.')
    })
  control.route('/', eventRoutes({ state, subscribe, signal }))
  control.route('/', memberRoutes(discord))
  control.route('/', attendanceRoutes(discord))
  control.route('/', installationRoutes(discord))
  control.route('/', clientRoutes(discord, frameOrigin))
  control.route('/', rpcRoutes(discord))
  control.route('/', faultRoutes(faults, discord))
  control.route('/', wireRoutes({ log: wire, signal }))
  control.route('/', scenarioRoutes(scenarios))
  control.all('*', (c) => refuse(c, 404, 'route.unknown', 'The sandbox has no such route.'))
  return control
}
