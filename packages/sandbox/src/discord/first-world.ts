import { ChannelType } from 'discord-api-types/v10'
import { cast } from './cast.ts'
import { firstChannels, firstGuilds } from './first-guilds.ts'
import type { DirectChannel, World, WorldUser } from './world.ts'

/** Who made the application, and the guild: nobody of the cast. */
export const ownerId = '1100000000000000029'

/** Discord as it is before anybody did anything: the cast, their guilds and the application's bot in two of them. */
export function createFirstWorld(nowMs: number): World {
  const { manager, member, guest } = cast.members
  const people = { manager: person(manager), member: person(member), guest: person(guest) }
  const owner = person({ userId: ownerId, username: 'registrar', displayName: 'Registrar' })
  const bot = { id: cast.applicationId, username: 'Kaltura', displayName: 'Kaltura', bot: true }
  const direct: DirectChannel = {
    kind: 'direct',
    type: ChannelType.DM,
    id: cast.direct.id,
    recipientIds: [member.userId, guest.userId],
  }
  return {
    application: {
      id: cast.applicationId,
      name: 'Kaltura',
      description: 'Watch Kaltura videos together.',
      // Activities need one in the portal, although the embedded SDK never uses it.
      redirectUris: ['https://127.0.0.1'],
    },
    users: byId([...Object.values(people), owner, bot]),
    guilds: byId(firstGuilds({ people, owner, bot, nowMs })),
    channels: new Map([...firstChannels(), direct].map((channel) => [channel.id, channel])),
    userInstalls: new Set(),
    commands: new Map(),
    messages: new Map(),
    interactions: new Map(),
    instances: new Map(),
    modals: new Map(),
    clients: new Map(),
    scheduledEvents: new Map(),
    voiceStates: new Map(),
    speaking: new Set(),
    voiceStatuses: new Map(),
    invites: new Map(),
    quickLinks: new Map(),
    files: new Map(),
    commandPermissions: new Map(),
    interactionsEndpointUrl: null,
    privilegedIntents: true,
    botOnline: false,
  }
}

function person({ userId: id, username, displayName }: { userId: string; username: string; displayName: string }): WorldUser {
  return { id, username, displayName, bot: false }
}

function byId<T extends { id: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((one) => [one.id, one]))
}
