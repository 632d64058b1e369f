import type { Clock } from './clock.ts'
import { type Commands, createCommands } from './commands.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { createGrants, type Grants } from './grants.ts'
import { createInstances, type Instances } from './instances.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import { createMessages, type Messages } from './messages.ts'
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
  interactions: Interactions
  grants: Grants
  gateway: Gateway
}

/** @param options.gatewayUrl where bots find the gateway: `ws://localhost:3333/gateway` */
export function createDiscord(options: { clock: Clock; gatewayUrl: string; log: (line: string) => void; random?: RandomToken }): Discord {
  const { clock, gatewayUrl, log, random = randomToken } = options
  const snowflake = createSnowflakes(clock.now)
  const store = createWorldStore(clock.now())
  const secrets = createApplicationSecrets(store.world.application.id, random)
  const gateway = createGateway({ store, clock, url: gatewayUrl, botToken: secrets.botToken, random, log })
  const messages = createMessages({ store, clock, snowflake, dispatch: gateway.dispatch })
  const instances = createInstances({ store, snowflake, random })
  return {
    store,
    secrets,
    clock,
    snowflake,
    commands: createCommands({ store, snowflake }),
    messages,
    instances,
    interactions: createInteractions({ store, clock, snowflake, random, dispatch: gateway.dispatch, messages, instances }),
    grants: createGrants({ clock, random }),
    gateway,
  }
}
