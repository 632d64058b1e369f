import {
  type ConfigSource,
  changedAtRestart,
  createConfigSource,
  createConfiguredBindings,
  createConfiguredRoutes,
  createMemoryInvalidations,
  createRuledFlags,
  type FeatureFlags,
  type GuildBindings,
  type GuildConfigEditorOptions,
  type GuildConfigStore,
  type Invalidations,
  mainConnection,
  operatorConfig,
  type RoutesOf,
  type Settings,
} from '@kaltura-discord/core'
import type { ServerLog } from '@kaltura-discord/server'
import { createLruShelf } from '@kaltura-discord/stores/memory'

/** What counts in each guild: the operator's settings and what its own people say. */
export interface Guilds {
  bindings: GuildBindings
  routesOf: RoutesOf
  flags: FeatureFlags
  source: ConfigSource
  /** How its people change it; of which guild a channel is, the server asks. */
  editing: Omit<GuildConfigEditorOptions, 'guildOfChannel'>
  /** The operator's file has changed. */
  reread(settings: Settings): void
  close(): Promise<void>
}

export interface GuildsOptions {
  settings: Settings
  store: GuildConfigStore
  /** Between the servers that use the same store. Default: there is but this one. */
  invalidations?: Invalidations
  log: ServerLog
  /** Milliseconds since 1970; only tests give their own. */
  now?: () => number
}

/** Keeps what counts in each guild as long, and of as many, as the settings say. */
export function openGuilds({
  settings: first,
  store,
  invalidations = createMemoryInvalidations(),
  log,
  now = Date.now,
}: GuildsOptions): Guilds {
  let settings = first
  let operator = operatorConfig(settings)
  const isOpen = (connection = mainConnection) => first.connections.some(({ name }) => name === connection)
  const source = createConfigSource({
    operator,
    store,
    invalidations,
    shelf: first.GUILD_CACHE === 'memory' ? createLruShelf({ size: first.GUILD_CACHE_SIZE }) : undefined,
    ttlMs: first.GUILD_CACHE_SECONDS * 1000,
    now: () => performance.now(),
    onOld: (guildId, error) =>
      log.warn({ guildId, error }, 'the configuration of a guild cannot be read: what it was before goes on to count'),
    onDeaf: (error) => log.warn({ error }, 'changes of other servers are not heard of: they count once what is known is too old'),
  })
  return {
    bindings: createConfiguredBindings({ operator: () => bindingsOf(settings), config: source }),
    routesOf: createConfiguredRoutes(source),
    flags: createRuledFlags({ rules: () => settings.FEATURES, config: source }),
    source,
    editing: {
      store,
      invalidations,
      locked: () => operator.locked,
      now,
      onUntold: (guildId, error) =>
        log.warn({ guildId, error }, 'other servers could not be told of a change: it counts there once what they know is too old'),
    },
    reread(changed) {
      const waiting = changedAtRestart(settings, changed)
      if (waiting.length > 0) log.warn({ settings: waiting }, 'these settings have changed and count after the next start')
      const unopened = changed.GUILDS.filter(({ connection }) => !isOpen(connection)).map(({ guildId }) => guildId)
      if (unopened.length > 0)
        log.warn({ guilds: unopened }, 'these guilds are bound to a connection that the next start opens: until then they see nothing')
      settings = { ...settings, GUILDS: changed.GUILDS, FEATURES: changed.FEATURES }
      operator = operatorConfig(changed)
      source.setOperator(operator)
      log.info({}, 'the configuration file has changed: what it says of guilds counts now')
    },
    close: source.close,
  }
}

function bindingsOf({ GUILDS }: Settings) {
  return GUILDS.map(({ guildId, connection = mainConnection, tags, categories, playlists, managers }) => ({
    guildId,
    connection,
    scope: { tags, categories, playlists },
    managers,
  }))
}
