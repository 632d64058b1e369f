import { ActivityLocationKind, type APIActivityInstance } from 'discord-api-types/v10'
import { frameParameters } from './client-settings.ts'
import { clientOf } from './clients.ts'
import { guildOfChannel } from './places.ts'
import type { RandomToken } from './secrets.ts'
import type { World, WorldStore } from './world.ts'

/** One person's iframe of an activity. They may have several, as on a desktop and in a browser. */
export interface ActivityFrame {
  userId: string
  frameId: string
  /** Tells the activity proxy whose frame a request comes from. */
  ticket: string
  /** What the client that opened it wrote into its address. */
  parameters: Readonly<Record<string, string>>
  /** Why Discord ended the connection to it, once it did. */
  hungUp?: HangUp
}

/** A close code of Discord's RPC (1000, 1003, 1006, 4000–4005), and words for the person. */
interface HangUp {
  code: number
  message: string
}

/** An activity that is open in a channel. It ends when the last person leaves, and its id never comes back. */
export interface ActivityInstance {
  id: string
  launchId: string
  channelId: string
  frames: ActivityFrame[]
}

export interface Instances {
  /**
   * Opens the channel's instance for someone: the running one, or a new one.
   * @param referral `custom_id` and `referrer_id` of the link that they followed, for the window's address
   */
  launch(userId: string, channelId: string, referral?: Readonly<Record<string, string>>): ActivityInstance
  join(userId: string, instanceId: string): ActivityInstance | undefined
  /** One more window of the same activity, whether or not the person has one already; at most four. `undefined` when it is over. */
  openAnother(userId: string, instanceId: string): ActivityFrame | 'too-many' | undefined
  /**
   * Says whether the person was there.
   * @param frameId closes only this window; default: all of theirs
   */
  leave(userId: string, instanceId: string, frameId?: string): boolean
  /** A new proxy ticket for a window that is open; the one before it stops working. */
  renewTicket(userId: string, frameId: string): string | undefined
  /** Ends the connection between a window and Discord; the window stays. Says whether it was there. */
  hangUp(userId: string, frameId: string, why: HangUp): boolean
  /** Whether the person has a window of any activity open. */
  isWatching(userId: string): boolean
  find(instanceId: string): ActivityInstance | undefined
  /** Whose frame a proxy ticket belongs to, while it is open. */
  userOfTicket(ticket: string): string | undefined
}

const mostWindows = 4

export function createInstances(options: { store: WorldStore; snowflake: () => string; random: RandomToken }): Instances {
  const { store, snowflake, random } = options
  const { world } = store
  const all = (): ActivityInstance[] => [...world.instances.values()]
  const frames = (): ActivityFrame[] => all().flatMap((instance) => instance.frames)
  const frameOf = (userId: string, frameId: string) => frames().find((frame) => frame.userId === userId && frame.frameId === frameId)

  const leave = (userId: string, instance: ActivityInstance, frameId?: string): void => {
    instance.frames = instance.frames.filter((frame) => frame.userId !== userId || (frameId !== undefined && frame.frameId !== frameId))
    if (instance.frames.length === 0) world.instances.delete(instance.id)
  }

  const enter = (userId: string, instance: ActivityInstance, referral: Readonly<Record<string, string>> = {}): ActivityInstance => {
    if (instance.frames.some((frame) => frame.userId === userId)) return instance
    return store.change(() => {
      // Discord lets a person be in one activity at a time.
      for (const other of all()) if (other !== instance) leave(userId, other)
      openFrame(userId, instance, referral)
      world.instances.set(instance.id, instance)
      return instance
    })
  }

  const openFrame = (userId: string, { frames }: ActivityInstance, referral: Readonly<Record<string, string>> = {}): ActivityFrame => {
    const frame = {
      userId,
      frameId: random(16),
      ticket: random(24),
      parameters: { ...frameParameters(clientOf(world, userId)), ...referral },
    }
    frames.push(frame)
    return frame
  }

  return {
    launch(userId, channelId, referral) {
      const running = all().find((instance) => instance.channelId === channelId)
      if (running) return enter(userId, running, referral)
      const launchId = snowflake()
      return enter(userId, { id: `i-${launchId}-${locationId(world, channelId)}`, launchId, channelId, frames: [] }, referral)
    },
    join(userId, instanceId) {
      const instance = world.instances.get(instanceId)
      return instance && enter(userId, instance)
    },
    openAnother(userId, instanceId) {
      const instance = world.instances.get(instanceId)
      if (!instance) return undefined
      const own = (): ActivityFrame[] => instance.frames.filter((frame) => frame.userId === userId)
      if (own().length >= mostWindows) return 'too-many'
      if (own().length > 0) return store.change(() => openFrame(userId, instance))
      enter(userId, instance)
      return own().at(-1)
    },
    leave(userId, instanceId, frameId) {
      const instance = world.instances.get(instanceId)
      if (!instance?.frames.some((frame) => frame.userId === userId && (frameId ?? frame.frameId) === frame.frameId)) return false
      store.change(() => leave(userId, instance, frameId))
      return true
    },
    renewTicket(userId, frameId) {
      const frame = frameOf(userId, frameId)
      if (!frame) return undefined
      return store.change(() => {
        frame.ticket = random(24)
        return frame.ticket
      })
    },
    hangUp(userId, frameId, why) {
      const frame = frameOf(userId, frameId)
      if (frame)
        store.change(() => {
          frame.hungUp ??= why
        })
      return frame !== undefined
    },
    isWatching: (userId) => frames().some((frame) => frame.userId === userId),
    find: (instanceId) => world.instances.get(instanceId),
    userOfTicket: (ticket) => frames().find((frame) => frame.ticket === ticket)?.userId,
  }
}

/** Where an instance is, as Discord writes it: a guild's channel, or a private one. */
function locationId(world: World, channelId: string): string {
  const guild = guildOfChannel(world, channelId)
  return guild ? `gc-${guild.id}-${channelId}` : `pc-${channelId}`
}

/** `GET /applications/:id/activity-instances/:id`. */
export function instanceJson(world: World, instance: ActivityInstance): APIActivityInstance {
  const guild = guildOfChannel(world, instance.channelId)
  return {
    application_id: world.application.id,
    instance_id: instance.id,
    launch_id: instance.launchId,
    location: {
      id: locationId(world, instance.channelId),
      kind: guild ? ActivityLocationKind.GuildChannel : ActivityLocationKind.PrivateChannel,
      channel_id: instance.channelId,
      ...(guild ? { guild_id: guild.id } : {}),
    },
    users: [...new Set(instance.frames.map((frame) => frame.userId))],
  }
}

/** Where a person's iframe starts: the activity's origin with Discord's query parameters. */
export function frameUrl(world: World, activityOrigin: string, instance: ActivityInstance, frame: ActivityFrame): string {
  const guild = guildOfChannel(world, instance.channelId)
  const url = new URL('/', activityOrigin)
  const parameters = {
    instance_id: instance.id,
    location_id: locationId(world, instance.channelId),
    launch_id: instance.launchId,
    channel_id: instance.channelId,
    ...(guild ? { guild_id: guild.id } : {}),
    frame_id: frame.frameId,
    ...frame.parameters,
    discord_proxy_ticket: frame.ticket,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
