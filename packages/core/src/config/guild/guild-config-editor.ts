import type { Invalidations } from '../invalidations.ts'
import type { GuildPath } from '../settings/guild.ts'
import { type ConfigChange, configDiff } from './config-diff.ts'
import { guildConfigTopic } from './config-source.ts'
import type { GuildOverrides } from './guild-config.ts'
import { GuildConfigUnreadable, readDocument, readOverrides, writeDocument } from './guild-config-document.ts'
import type { GuildConfigStore, GuildConfigVersion } from './guild-config-store.ts'
import { namedChannels } from './named-channels.ts'

export interface GuildConfigEditorOptions {
  store: GuildConfigStore
  invalidations: Invalidations
  /** What the operator does not let guilds change, as of now. */
  locked(): ReadonlySet<GuildPath>
  /** Of which guild a channel is, as Discord says; `undefined` for one that is in none, or that the bot can't see. */
  guildOfChannel(channelId: string): Promise<string | undefined>
  /** Milliseconds since 1970. */
  now(): number
  /** A change holds, but other processes could not be told: they see it once their copies end. */
  onUntold(guildId: string, error: unknown): void
}

/** Who changes what, and which version they looked at: 0 when there was none. */
export interface ConfigEdit {
  guildId: string
  by: string
  expectedVersion: number
}

export type EditOutcome =
  | { kind: 'kept'; version: number; changes: readonly ConfigChange[] }
  /** Somebody else was quicker. */
  | { kind: 'stale'; version: number }
  /** In whole sentences that repeat no value. */
  | { kind: 'refused'; problems: readonly string[] }

/** One version, with what it changed. */
export interface ConfigHistoryEntry {
  version: number
  by: string
  atMs: number
  overrides: GuildOverrides
  changes: readonly ConfigChange[]
}

/**
 * Changes what the people of a guild say. Whether somebody may is asked before. A bot that is in several guilds can write in all of their channels, so that each
 * channel has to be one of this guild when it is named first; it never becomes another's.
 */
export function createGuildConfigEditor({ store, invalidations, locked, guildOfChannel, now, onUntold }: GuildConfigEditorOptions) {
  const overridesOf = (version: GuildConfigVersion | undefined): GuildOverrides => {
    if (!version) return {}
    const document = readDocument(version.document)
    if (document.kind === 'refused') throw new GuildConfigUnreadable(version.guildId, document.problems)
    return document.overrides
  }

  /**
   * Where a channel is named that was not before and is not of this guild. Nothing is asked behind the first: Discord counts each question about a channel that
   * the bot may not see on the way to its ban line.
   */
  async function strangeChannel(guildId: string, before: GuildOverrides, after: GuildOverrides): Promise<string | undefined> {
    const ours = new Set(namedChannels(before).map(({ channelId }) => channelId))
    for (const { path, channelId } of namedChannels(after)) {
      if (!ours.has(channelId) && (await guildOfChannel(channelId)) !== guildId) return path
      ours.add(channelId)
    }
    return undefined
  }

  async function keep({ guildId, by, expectedVersion }: ConfigEdit, overrides: GuildOverrides): Promise<EditOutcome> {
    const current = await store.current(guildId)
    if ((current?.version ?? 0) !== expectedVersion) return { kind: 'stale', version: current?.version ?? 0 }
    const before = overridesOf(current)
    const changes = configDiff(before, overrides)
    const lockedPaths = changes.filter(({ path, after }) => after !== undefined && locked().has(path)).map(({ path }) => path)
    if (lockedPaths.length > 0) return { kind: 'refused', problems: lockedPaths.map((path) => `${path} is locked by the operator.`) }
    if (changes.length === 0) return { kind: 'kept', version: expectedVersion, changes }
    const strange = await strangeChannel(guildId, before, overrides)
    if (strange) return { kind: 'refused', problems: [`${strange} is no channel of this server that the bot can see.`] }
    const version = expectedVersion + 1
    const outcome = await store.append({ guildId, version, document: writeDocument(overrides), changedBy: by, atMs: now() })
    if (outcome.kind === 'stale') return { kind: 'stale', version: outcome.current?.version ?? 0 }
    await invalidations.publish(guildConfigTopic, guildId).catch((error: unknown) => onUntold(guildId, error))
    return { kind: 'kept', version, changes }
  }

  return {
    /** What the guild's people say now, whether or not it counts. */
    async current(guildId: string): Promise<{ version: number; overrides: GuildOverrides }> {
      const current = await store.current(guildId)
      return { version: current?.version ?? 0, overrides: overridesOf(current) }
    },

    /** Says all of it anew: what `overrides` leaves out is the operator's again. */
    async replace(edit: ConfigEdit, overrides: unknown): Promise<EditOutcome> {
      const read = readOverrides(overrides)
      return read.kind === 'refused' ? read : keep(edit, read.overrides)
    },

    /** Says again what was said in an older version, as a new one. */
    async rollBack(edit: ConfigEdit, toVersion: number): Promise<EditOutcome> {
      if (toVersion === 0) return keep(edit, {})
      const old = await store.version(edit.guildId, toVersion)
      return old ? keep(edit, overridesOf(old)) : { kind: 'refused', problems: ['There is no such version, or it is not kept any more.'] }
    },

    /** Versions below `before`, newest first, each with who, when and what. */
    async history(
      guildId: string,
      { before, limit }: { before?: number | undefined; limit: number },
    ): Promise<readonly ConfigHistoryEntry[]> {
      const versions = await store.history(guildId, { before, limit: limit + 1 })
      const read = versions.map((each) => ({ ...each, overrides: overridesOf(each) }))
      return read.slice(0, limit).map(({ version, changedBy: by, atMs, overrides }, index) => ({
        version,
        by,
        atMs,
        overrides,
        changes: configDiff(read[index + 1]?.overrides ?? {}, overrides),
      }))
    },

    /** A document that {@link import} takes, in later versions of this program too, and in any guild whose channels it names. */
    async export(guildId: string): Promise<string> {
      return writeDocument(overridesOf(await store.current(guildId)))
    },

    /** Says all that a document says. */
    async import(edit: ConfigEdit, document: string): Promise<EditOutcome> {
      const read = readDocument(document)
      return read.kind === 'refused' ? read : keep(edit, read.overrides)
    },
  }
}

export type GuildConfigEditor = ReturnType<typeof createGuildConfigEditor>
