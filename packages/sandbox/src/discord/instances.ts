import type { JsonObject } from './json.ts'
import { guildOfChannel } from './places.ts'
import type { RandomToken } from './secrets.ts'
import type { World, WorldStore } from './world.ts'

/** One person's iframe of an activity. */
export interface ActivityFrame {
  userId: string
  frameId: string
  /** Tells the activity proxy whose frame a request comes from. */
  ticket: string
}

/** An activity that is open in a channel. It ends when the last person leaves, and its id never comes back. */
export interface ActivityInstance {
  id: string
  launchId: string
  channelId: string
  frames: ActivityFrame[]
}

export interface Instances {
  /** Opens the channel's instance for someone: the running one, or a new one. */
  launch(userId: string, channelId: string): ActivityInstance
  join(userId: string, instanceId: string): ActivityInstance | undefined
  /** Says whether the person was there. */
  leave(userId: string, instanceId: string): boolean
  find(instanceId: string): ActivityInstance | undefined
  /** Whose frame a proxy ticket belongs to, while it is open. */
  userOfTicket(ticket: string): string | undefined
}

export function createInstances(options: { store: WorldStore; snowflake: () => string; random: RandomToken }): Instances {
  const { store, snowflake, random } = options
  const { world } = store
  const all = (): ActivityInstance[] => [...world.instances.values()]

  const leave = (userId: string, instance: ActivityInstance): void => {
    instance.frames = instance.frames.filter((frame) => frame.userId !== userId)
    if (instance.frames.length === 0) world.instances.delete(instance.id)
  }

  const enter = (userId: string, instance: ActivityInstance): ActivityInstance => {
    if (instance.frames.some((frame) => frame.userId === userId)) return instance
    return store.change(() => {
      // Discord lets a person be in one activity at a time.
      for (const other of all()) if (other !== instance) leave(userId, other)
      instance.frames.push({ userId, frameId: random(16), ticket: random(24) })
      world.instances.set(instance.id, instance)
      return instance
    })
  }

  return {
    launch(userId, channelId) {
      const running = all().find((instance) => instance.channelId === channelId)
      if (running) return enter(userId, running)
      const launchId = snowflake()
      return enter(userId, { id: `i-${launchId}-${locationId(world, channelId)}`, launchId, channelId, frames: [] })
    },
    join(userId, instanceId) {
      const instance = world.instances.get(instanceId)
      return instance && enter(userId, instance)
    },
    leave(userId, instanceId) {
      const instance = world.instances.get(instanceId)
      if (!instance?.frames.some((frame) => frame.userId === userId)) return false
      store.change(() => leave(userId, instance))
      return true
    },
    find: (instanceId) => world.instances.get(instanceId),
    userOfTicket: (ticket) =>
      all()
        .flatMap((instance) => instance.frames)
        .find((frame) => frame.ticket === ticket)?.userId,
  }
}

/** Where an instance is, as Discord writes it: a guild's channel, or a private one. */
function locationId(world: World, channelId: string): string {
  const guild = guildOfChannel(world, channelId)
  return guild ? `gc-${guild.id}-${channelId}` : `pc-${channelId}`
}

/** `GET /applications/:id/activity-instances/:id`. */
export function instanceJson(world: World, instance: ActivityInstance): JsonObject {
  const guild = guildOfChannel(world, instance.channelId)
  return {
    application_id: world.application.id,
    instance_id: instance.id,
    launch_id: instance.launchId,
    location: {
      id: locationId(world, instance.channelId),
      kind: guild ? 'gc' : 'pc',
      channel_id: instance.channelId,
      ...(guild ? { guild_id: guild.id } : {}),
    },
    users: instance.frames.map((frame) => frame.userId),
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
    platform: 'desktop',
    discord_proxy_ticket: frame.ticket,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
