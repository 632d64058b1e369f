import { type Attachments, createAttachments } from './attachments.ts'
import { type Channels, createChannels } from './channels.ts'
import { type Clients, createClients } from './clients.ts'
import type { Clock } from './clock.ts'
import { type Commands, createCommands } from './commands.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import type { ConnectionHooks } from './gateway/hooks.ts'
import { updateBotVoice, type VoiceUpdate } from './gateway/voice-update.ts'
import { createGrants, type Grants } from './grants.ts'
import { createInstallation, type Installation } from './installation.ts'
import { createInstances, type Instances } from './instances.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import { createInteractionsEndpoint, type InteractionsEndpoint } from './interactions-endpoint.ts'
import { createInvites, type Invites } from './invites.ts'
import { createMessages, type Messages } from './messages.ts'
import { createModals, type Modals } from './modals.ts'
import { createPins, type Pins } from './pins.ts'
import { createQuickLinks, type QuickLinks } from './quick-links.ts'
import { createRoles, type Roles } from './roles.ts'
import { createScheduledEvents, type ScheduledEvents } from './scheduled-events.ts'
import { type ApplicationSecrets, createApplicationSecrets, type RandomToken, randomToken } from './secrets.ts'
import { createSnowflakes } from './snowflake.ts'
import { createThreads, type Threads } from './threads.ts'
import { createVoiceStates, type VoiceStates } from './voice-states.ts'
import { createWorldStore, type WorldStore } from './world.ts'

/** One Discord with its guilds and one application: what REST, gateway and the people in it share. */
export interface Discord {
  store: WorldStore
  secrets: ApplicationSecrets
  clock: Clock
  snowflake: () => string
  commands: Commands
  messages: Messages
  attachments: Attachments
  channels: Channels
  threads: Threads
  pins: Pins
  installation: Installation
  instances: Instances
  modals: Modals
  clients: Clients
  interactions: Interactions
  grants: Grants
  gateway: Gateway
  scheduledEvents: ScheduledEvents
  voiceStates: VoiceStates
  roles: Roles
  invites: Invites
  interactionsEndpoint: InteractionsEndpoint
  quickLinks: QuickLinks
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
  /** Whether the application has an entry point command from the start. Default true. */
  activities?: boolean | undefined
  /** Default 10,000, as at Discord. */
  invalidRequestLimit?: number
  random?: RandomToken
  /** Watch and meddle with the bots' gateway connections. Default: nobody does. */
  gatewayHooks?: ConnectionHooks
  /** How many may identify within five seconds. Default 16, as for large bots, so that tests need not wait; Discord gives small ones 1. */
  maxConcurrency?: number
}): Discord {
  const {
    clock,
    gatewayUrl,
    log,
    botToken,
    random = randomToken,
    shards = 1,
    invalidRequestLimit = 10_000,
    gatewayHooks,
    maxConcurrency = 16,
  } = options
  const snowflake = createSnowflakes(clock.now)
  const store = createWorldStore(clock.now())
  const secrets = createApplicationSecrets(store.world.application.id, { random, botToken })
  const onVoiceUpdate = (update: VoiceUpdate): void =>
    updateBotVoice({ world: store.world, voiceStates, dispatch: gateway.dispatch }, update)
  const gateway = createGateway({
    store,
    clock,
    url: gatewayUrl,
    botToken: secrets.botToken,
    random,
    log,
    hooks: gatewayHooks,
    maxConcurrency,
    onVoiceUpdate,
  })
  const { dispatch } = gateway
  const attachments = createAttachments({ store, snowflake, origin: new URL(gatewayUrl.replace(/^ws/, 'http')).origin })
  const messages = createMessages({ store, clock, snowflake, dispatch, attachments, onPosted: (message) => threads.noticed(message) })
  const threads = createThreads({ store, clock, snowflake, dispatch, messages })
  const instances = createInstances({ store, snowflake, random })
  const modals = createModals({ store, snowflake })
  const interactionsEndpoint = createInteractionsEndpoint({ store, secrets, clock, snowflake, random })
  const voiceStates = createVoiceStates({ store, random, dispatch: gateway.dispatch })
  return {
    store,
    secrets,
    clock,
    snowflake,
    commands: createCommands({ store, clock, snowflake, activities: options.activities }),
    messages,
    attachments,
    channels: createChannels({ store, snowflake, dispatch }),
    threads,
    pins: createPins({ store, clock, dispatch, messages }),
    installation: createInstallation({ store, clock, snowflake, dispatch }),
    instances,
    modals,
    clients: createClients(store),
    interactions: createInteractions({
      store,
      clock,
      snowflake,
      random,
      dispatch,
      endpoint: interactionsEndpoint,
      messages,
      instances,
      modals,
    }),
    grants: createGrants({ clock, random }),
    shards,
    invalidRequestLimit,
    gateway,
    scheduledEvents: createScheduledEvents({ store, clock, snowflake, dispatch: gateway.dispatch }),
    voiceStates,
    interactionsEndpoint,
    roles: createRoles({ store, snowflake, dispatch: gateway.dispatch }),
    invites: createInvites({ store, clock, random, dispatch: gateway.dispatch }),
    quickLinks: createQuickLinks({ store, clock, snowflake }),
  }
}
