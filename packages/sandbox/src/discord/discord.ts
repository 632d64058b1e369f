import type { Clock } from './clock.ts'
import { type Commands, createCommands } from './commands.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { createGrants, type Grants } from './grants.ts'
import { createInstances, type Instances } from './instances.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import { createMessages, type Messages } from './messages.ts'
import { createModals, type Modals } from './modals.ts'
import { type ApplicationSecrets, createApplicationSecrets, type RandomToken, randomToken } from './secrets.ts'
import { createSnowflakes } from './snowflake.ts'
import { createWorldStore, type WorldStore } from './world.ts'

/** One Discord with one guild and one application: what REST, gateway and the people in it share. */
export interface Discord {
  store: WorldStore
  secrets: ApplicationSecrets
  clock: Clock
  snowflake: () => string
  commands: Commands
  messages: Messages
  instances: Instances
  modals: Modals
  interactions: Interactions
  grants: Grants
  gateway: Gateway
  /** How many shards `/gateway/bot` recommends. */
  shards: number
  /** How many answers with 401, 403 or 429 within ten minutes shut everyone out. */
  invalidRequestLimit: number
}

/** @param options.gatewayUrl where bots find the gateway: `ws://localhost:3333/gateway` */
export function createDiscord(options: {
  clock: Clock
  gatewayUrl: string
  log: (line: string) => void
  /** Default: a new one. */
  botToken?: string | undefined
  /** Default 1. A bot may always shard as it likes; this is what it is told to do. */
  shards?: number
  /** Default 10,000, as at Discord. */
  invalidRequestLimit?: number
  random?: RandomToken
}): Discord {
  const { clock, gatewayUrl, log, botToken, random = randomToken, shards = 1, invalidRequestLimit = 10_000 } = options
  const snowflake = createSnowflakes(clock.now)
  const store = createWorldStore(clock.now())
  const secrets = createApplicationSecrets(store.world.application.id, { random, botToken })
  const gateway = createGateway({ store, clock, url: gatewayUrl, botToken: secrets.botToken, random, log })
  const messages = createMessages({ store, clock, snowflake, dispatch: gateway.dispatch })
  const instances = createInstances({ store, snowflake, random })
  const modals = createModals({ store, snowflake })
  return {
    store,
    secrets,
    clock,
    snowflake,
    commands: createCommands({ store, snowflake }),
    messages,
    instances,
    modals,
    interactions: createInteractions({ store, clock, snowflake, random, dispatch: gateway.dispatch, messages, instances, modals }),
    grants: createGrants({ clock, random }),
    shards,
    invalidRequestLimit,
    gateway,
  }
}
