import { ChannelType } from 'discord-api-types/v10'
import type { Clock } from './clock.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import { guildCreateJson } from './guild-json.ts'
import { type MemberJson, memberJson } from './people-json.ts'
import { directBetween } from './places.ts'
import type { DirectChannel, WorldGuild, WorldMember, WorldRole, WorldStore } from './world.ts'

/** Where the application is installed: in guilds, and with people. */
export interface Installation {
  /** Adds the bot to a guild, with a role of its own. Twice is no mistake. */
  addTo(guild: WorldGuild): void
  /** Takes the bot and its role away. No mistake when it wasn't there. */
  removeFrom(guild: WorldGuild): void
  addFor(userId: string): void
  removeFor(userId: string): void
  /** Gives a member a name in their guild, `null` or nothing for their usual one. @returns the member, as Discord tells of them */
  rename(member: WorldMember, nick: string | null): MemberJson
  /** The direct conversation of two: the one that they have, or a new one. */
  direct(userId: string, otherId: string): DirectChannel
}

export function createInstallation(options: {
  store: WorldStore
  clock: Clock
  snowflake: () => string
  dispatch: Dispatch
}): Installation {
  const { store, clock, snowflake, dispatch } = options
  const { world } = store
  const botId = world.application.id

  return {
    addTo(guild) {
      const user = world.users.get(botId)
      if (!user || guild.members.has(botId)) return
      const role: WorldRole = { id: snowflake(), name: user.displayName, color: 0, permissions: 0n, position: 1, managed: true }
      store.change(() => {
        guild.roles.set(role.id, role)
        guild.members.set(botId, { guildId: guild.id, user, roleIds: [role.id], joinedAtMs: clock.now() })
      })
      dispatch('GUILD_CREATE', guildCreateJson(world, guild), guild.id)
    },
    removeFrom(guild) {
      const bot = guild.members.get(botId)
      if (!bot) return
      store.change(() => {
        guild.members.delete(botId)
        for (const id of bot.roleIds) if (guild.roles.get(id)?.managed) guild.roles.delete(id)
      })
      dispatch('GUILD_DELETE', { id: guild.id }, guild.id)
    },
    addFor: (userId) => store.change(() => void world.userInstalls.add(userId)),
    removeFor: (userId) => store.change(() => void world.userInstalls.delete(userId)),
    rename(member, nick) {
      store.change(() => {
        member.nick = nick || null
      })
      const json = memberJson(member)
      dispatch('GUILD_MEMBER_UPDATE', { guild_id: member.guildId, ...json }, member.guildId)
      return json
    },
    direct(userId, otherId) {
      const known = directBetween(world, [userId, otherId])
      if (known) return known
      const channel: DirectChannel = { kind: 'direct', type: ChannelType.DM, id: snowflake(), recipientIds: [userId, otherId] }
      store.change(() => world.channels.set(channel.id, channel))
      return channel
    },
  }
}
