import type { Clock } from './clock.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import { timestamp } from './json.ts'
import type { Messages, WorldMessage } from './messages.ts'
import { guildOfChannel } from './places.ts'
import { done, type Outcome, refused, systemMessage, tooManyPins } from './refusal.ts'
import type { World, WorldStore } from './world.ts'

export interface Pins {
  /** Says so in the channel, in the name of who did it. Pinning twice is no mistake. At most 250 in a channel. */
  pin(message: WorldMessage, userId: string): Outcome<WorldMessage>
  /** No mistake when it wasn't pinned. */
  unpin(message: WorldMessage): void
}

const mostPins = 250
const pinnable: readonly number[] = [0, 19, 20]

export function createPins(options: { store: WorldStore; clock: Clock; dispatch: Dispatch; messages: Messages }): Pins {
  const { store, clock, dispatch, messages } = options
  const { world } = store

  const put = (message: WorldMessage, pinnedAtMs: number | null): void => {
    messages.touch(message, (touched) => {
      touched.pinnedAtMs = pinnedAtMs
    })
    const guild = guildOfChannel(world, message.channelId)
    const [newest] = pinsOf(world, message.channelId)
    const last = newest?.pinnedAtMs ?? null
    const inGuild = guild ? { guild_id: guild.id } : {}
    const told = { ...inGuild, channel_id: message.channelId, last_pin_timestamp: last === null ? null : timestamp(last) }
    dispatch('CHANNEL_PINS_UPDATE', told, guild?.id)
  }

  return {
    pin(message, userId) {
      if (!pinnable.includes(message.type)) return refused(systemMessage)
      if (message.pinnedAtMs !== null) return done(message)
      if (pinsOf(world, message.channelId).length >= mostPins) return refused(tooManyPins)
      put(message, clock.now())
      messages.post({ channelId: message.channelId, draft: {}, authorId: userId, type: 6, repliesTo: message.id })
      return done(message)
    },
    unpin(message) {
      if (message.pinnedAtMs !== null) put(message, null)
    },
  }
}

/** What is pinned in a channel, the last pinned first. */
export function pinsOf(world: World, channelId: string): WorldMessage[] {
  const pinned = [...world.messages.values()].filter((message) => message.channelId === channelId && message.pinnedAtMs !== null)
  return pinned.reverse().sort((a, b) => (b.pinnedAtMs ?? 0) - (a.pinnedAtMs ?? 0))
}
