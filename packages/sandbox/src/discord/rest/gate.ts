import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import type { Context } from 'hono'
import type { WorldMessage } from '../messages.ts'
import { permissionsIn } from '../permissions.ts'
import {
  done,
  missingAccess,
  missingPermissions,
  type Outcome,
  refused,
  unknownChannel,
  unknownMessage,
  wrongChannelType,
} from '../refusal.ts'
import type { GuildChannel, ThreadChannel, World, WorldChannel } from '../world.ts'

/** What a path names, as far as the bot may reach it: 50001 where it sees nothing, 50013 where it may not do what it asks. */
export interface Gate {
  /** The path's `:channel`. @param needs permission bits; in a direct conversation nobody needs any */
  channel(c: Context, needs?: bigint): Outcome<WorldChannel>
  guildChannel(c: Context, needs?: bigint): Outcome<GuildChannel>
  thread(c: Context, needs?: bigint): Outcome<ThreadChannel>
  /** The path's `:message` in its `:channel`; ephemeral messages don't exist here. */
  message(c: Context, needs?: bigint): Outcome<WorldMessage>
}

export function createGate(world: World): Gate {
  const channel = (c: Context, needs = 0n): Outcome<WorldChannel> => {
    const found = world.channels.get(c.req.param('channel') ?? '')
    if (!found) return refused(unknownChannel)
    const permissions = permissionsIn(world, found.id, world.application.id)
    if ((permissions & Bit.ViewChannel) === 0n) return refused(missingAccess)
    return found.kind === 'direct' || (permissions & needs) === needs ? done(found) : refused(missingPermissions)
  }
  return {
    channel,
    guildChannel(c, needs) {
      const found = channel(c, needs)
      if (found.kind === 'refused') return found
      return found.value.kind === 'guild' ? done(found.value) : refused(wrongChannelType)
    },
    thread(c, needs) {
      const found = channel(c, needs)
      if (found.kind === 'refused') return found
      return found.value.kind === 'thread' ? done(found.value) : refused(wrongChannelType)
    },
    message(c, needs) {
      const where = channel(c, needs)
      if (where.kind === 'refused') return where
      const message = world.messages.get(c.req.param('message') ?? '')
      return message?.channelId === where.value.id && message.onlyFor === null ? done(message) : refused(unknownMessage)
    },
  }
}
