import { ChannelType } from 'discord-api-types/v10'
import { guildChannelJson } from './channel-json.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import { channelsOf, threadsOf } from './places.ts'
import { done, type Outcome, refused, tooManyChannels } from './refusal.ts'
import type { GuildChannel, Overwrite, WorldGuild, WorldStore } from './world.ts'

export type ChannelChange = Partial<Pick<GuildChannel, 'name' | 'topic' | 'position' | 'parentId' | 'overwrites' | 'slowmodeS'>>

export interface Channels {
  /** At the end of the guild's list unless told otherwise; in a category with the category's overwrites. At most 500 in a guild. */
  create(guild: WorldGuild, draft: ChannelChange & Pick<GuildChannel, 'name' | 'type'>): Outcome<GuildChannel>
  edit(channel: GuildChannel, change: ChannelChange): GuildChannel
  /** With its threads and messages. What was in a category stays, outside of it. */
  remove(channel: GuildChannel): void
  /** Sets or replaces the overwrite of that role or member. */
  overwrite(channel: GuildChannel, overwrite: Overwrite): void
  /** No mistake when there was none. */
  dropOverwrite(channel: GuildChannel, id: string): void
}

const mostChannels = 500

export function createChannels(options: { store: WorldStore; snowflake: () => string; dispatch: Dispatch }): Channels {
  const { store, snowflake, dispatch } = options
  const { world } = store

  const edit = (channel: GuildChannel, change: ChannelChange): GuildChannel => {
    store.change(() => Object.assign(channel, change))
    dispatch('CHANNEL_UPDATE', guildChannelJson(world, channel), channel.guildId)
    return channel
  }

  /** The overwrites of a category are those of the channels in it that had the same before (docs: topics/permissions, syncing). */
  const rewrite = (channel: GuildChannel, overwrites: readonly Overwrite[]): void => {
    const before = shown(channel.overwrites)
    const synced = channelsIn(channel).filter((child) => shown(child.overwrites) === before)
    for (const one of [channel, ...synced]) edit(one, { overwrites })
  }
  const channelsIn = (category: GuildChannel): GuildChannel[] =>
    channelsOf(world, world.guilds.get(category.guildId)).filter(({ parentId }) => parentId === category.id)

  return {
    create(guild, { type, name, topic = null, parentId = null, position, overwrites, slowmodeS = 0 }) {
      const siblings = channelsOf(world, guild)
      if (siblings.length >= mostChannels) return refused(tooManyChannels)
      const parent = siblings.find(({ id }) => id === parentId)
      const channel: GuildChannel = {
        kind: 'guild',
        type,
        id: snowflake(),
        guildId: guild.id,
        name: calledName(type, name),
        position: position ?? Math.max(-1, ...siblings.map((one) => one.position)) + 1,
        parentId,
        topic,
        overwrites: overwrites ?? parent?.overwrites ?? [],
        slowmodeS,
      }
      store.change(() => world.channels.set(channel.id, channel))
      dispatch('CHANNEL_CREATE', guildChannelJson(world, channel), guild.id)
      return done(channel)
    },
    edit(channel, { overwrites, ...change }) {
      if (overwrites) rewrite(channel, overwrites)
      return edit(channel, change.name === undefined ? change : { ...change, name: calledName(channel.type, change.name) })
    },
    remove(channel) {
      for (const child of channelsIn(channel)) edit(child, { parentId: null })
      const gone = [channel, ...threadsOf(world, channel.guildId).filter(({ parentId }) => parentId === channel.id)]
      const told = guildChannelJson(world, channel)
      store.change(() => {
        for (const { id } of gone) world.channels.delete(id)
        for (const message of world.messages.values()) if (!world.channels.has(message.channelId)) world.messages.delete(message.id)
        for (const instance of world.instances.values()) if (instance.channelId === channel.id) world.instances.delete(instance.id)
      })
      dispatch('CHANNEL_DELETE', told, channel.guildId)
    },
    overwrite(channel, overwrite) {
      rewrite(channel, [...channel.overwrites.filter(({ id }) => id !== overwrite.id), overwrite])
    },
    dropOverwrite(channel, id) {
      rewrite(
        channel,
        channel.overwrites.filter((one) => one.id !== id),
      )
    },
  }
}

/** Text channels are written small and without spaces, as Discord writes them. */
function calledName(type: GuildChannel['type'], name: string): string {
  const isText = type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement
  return isText ? name.trim().toLowerCase().replace(/\s+/g, '-') : name
}

function shown(overwrites: readonly Overwrite[]): string {
  return overwrites
    .map(({ id, allow, deny }) => `${id} ${allow} ${deny}`)
    .sort()
    .join()
}
