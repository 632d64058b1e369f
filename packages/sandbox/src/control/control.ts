import { Hono } from 'hono'
import type { Discord } from '../discord/discord.ts'
import type { SandboxKaltura } from '../kaltura/index.ts'
import { eventRoutes } from './events.ts'
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
  activityOrigin: string
  signal: AbortSignal
}): Hono {
  const { discord, kaltura, activityOrigin, signal } = options
  const state = () => sandboxStateOf(discord, kaltura, activityOrigin)
  const subscribe = (listener: () => void): (() => void) => {
    const ends = [discord.store.subscribe(listener), kaltura?.subscribe(listener)]
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
  control.all('*', (c) => refuse(c, 404, 'route.unknown', 'The sandbox has no such route.'))
  return control
}
