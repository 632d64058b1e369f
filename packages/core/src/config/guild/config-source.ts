import { InvalidInputError } from '../../errors/coded-error.ts'
import { type Copy, type CopyShelf, createFreshCopies } from '../fresh-copies.ts'
import type { Invalidations } from '../invalidations.ts'
import { type GuildPath, guildPaths } from '../settings/guild.ts'
import { type EffectiveGuildConfig, effectiveConfig, type GuildConfig, type GuildLayer, type OperatorConfig } from './guild-config.ts'
import { GuildConfigUnreadable, readDocument } from './guild-config-document.ts'
import type { GuildConfigStore } from './guild-config-store.ts'

/** What is said to {@link Invalidations} when a guild's people have changed something. */
export const guildConfigTopic = 'guild-config'

export interface ConfigSourceOptions {
  operator: OperatorConfig
  store: Pick<GuildConfigStore, 'current'>
  invalidations: Invalidations
  /** Where copies are kept. Default: nowhere, the store is asked each time. */
  shelf?: CopyShelf<Copy<EffectiveGuildConfig>> | undefined
  /** How long a copy is believed when nobody says that it changed. */
  ttlMs: number
  /** Milliseconds that never go back. */
  now(): number
  /** The store can't be reached, and what it said last goes on to count. */
  onOld(guildId: string, error: unknown): void
  /** Changes of other processes can't be heard of: they count once copies end. */
  onDeaf(error: unknown): void
}

/** Tells what counts in each guild. */
export interface ConfigSource {
  /**
   * What counts in a guild now.
   * @throws UnavailableError when the store can't be reached and never could for this guild; GuildConfigUnreadable
   */
  of(guildId: string): Promise<GuildConfig>
  /** One value, and which layer gives it; a path is `locale` or `guild.locale`. @throws InvalidInputError for a path that is none, and as `of` */
  explain(guildId: string, path: string): Promise<GuildExplanation>
  /** The same for every path. */
  explainAll(guildId: string): Promise<readonly GuildExplanation[]>
  /** The operator's own layers have changed. */
  setOperator(operator: OperatorConfig): void
  /** Hears of no more changes. */
  close(): Promise<void>
}

export interface GuildExplanation {
  path: GuildPath
  layer: GuildLayer
  value: unknown
  /** The operator does not let the guild's people change it. */
  isLocked: boolean
}

/** Resolves each guild once, and keeps it until its time is over or somebody, in whatever process, says that it has changed. */
export function createConfigSource(options: ConfigSourceOptions): ConfigSource {
  const { store, invalidations, shelf, ttlMs, now, onOld, onDeaf } = options
  let { operator } = options
  const copies = createFreshCopies({ load, shelf, ttlMs, now, onOld })
  const subscription = invalidations
    .subscribe(guildConfigTopic, { onChanged: copies.changed, onGap: copies.allChanged })
    .catch((error: unknown) => {
      onDeaf(error)
      return undefined
    })

  async function load(guildId: string): Promise<EffectiveGuildConfig> {
    const stored = await store.current(guildId)
    if (!stored) return effectiveConfig(guildId, operator, {}, 0)
    const document = readDocument(stored.document)
    if (document.kind === 'refused') throw new GuildConfigUnreadable(guildId, document.problems)
    return effectiveConfig(guildId, operator, document.overrides, stored.version)
  }

  const explanation = ({ config, layers }: EffectiveGuildConfig, path: GuildPath): GuildExplanation => ({
    path,
    layer: layers[path],
    value: config[path],
    isLocked: operator.locked.has(path),
  })

  return {
    of: async (guildId) => (await copies.get(guildId)).config,
    async explain(guildId, wanted) {
      const path = guildPaths.find((each) => each === wanted || `guild.${each}` === wanted)
      if (!path) throw new InvalidInputError(`There is no such setting of guilds; there are: ${guildPaths.join(', ')}`)
      return explanation(await copies.get(guildId), path)
    },
    async explainAll(guildId) {
      const effective = await copies.get(guildId)
      return guildPaths.map((path) => explanation(effective, path))
    },
    setOperator(changed) {
      operator = changed
      copies.allChanged()
    },
    async close() {
      const unsubscribe = await subscription
      await unsubscribe?.()
    },
  }
}
