import { Hono } from 'hono'
import type { Discord } from '../discord/discord.ts'
import type { Faults } from '../faults/faults.ts'
import type { SandboxKaltura } from '../kaltura/index.ts'
import { eventRoutes } from './events.ts'
import { faultRoutes } from './faults.ts'
import { memberRoutes } from './members.ts'
import { refuse } from './refusal.ts'
import { rpcRoutes } from './rpc.ts'
import { sandboxStateOf } from './state.ts'

/**
 * The sandbox's own API (see `contract.ts`): what the page shows and what the people in it do.
 * @param options.signal ends every event stream
 */
export function createControl(options: {
  discord: Discord
  kaltura: SandboxKaltura | undefined
  faults: Faults
  activityOrigin: string
  signal: AbortSignal
}): Hono {
  const { discord, kaltura, faults, activityOrigin, signal } = options
  const state = () => sandboxStateOf(discord, kaltura, activityOrigin, faults.all())
  const subscribe = (listener: () => void): (() => void) => {
    const ends = [discord.store.subscribe(listener), kaltura?.subscribe(listener), faults.subscribe(listener)]
    return () => {
      for (const end of ends) end?.()
    }
  }
  const control = new Hono()
    .get('/health', (c) => c.json({ product: 'kaltura-discord sandbox' }))
    .get('/state', (c) => c.json(state()))
    .post('/kaltura/recordings', async (c) =>
      kaltura ? c.json(await kaltura.publishRecording(), 202) : refuse(c, 503, 'kaltura.absent', 'This sandbox runs without a Kaltura.'),
    )
  control.route('/', eventRoutes({ state, subscribe, signal }))
  control.route('/', memberRoutes(discord))
  control.route('/', rpcRoutes(discord))
  control.route('/', faultRoutes(faults, discord))
  control.all('*', (c) => refuse(c, 404, 'route.unknown', 'The sandbox has no such route.'))
  return control
}
