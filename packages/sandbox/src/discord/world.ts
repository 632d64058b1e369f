import type { ChannelType } from 'discord-api-types/v10'
import type { StoredFile } from './attachments.ts'
import type { ClientSettings } from './client-settings.ts'
import type { CommandPermission } from './command-permissions.ts'
import type { StoredCommand } from './commands.ts'
import { createFirstWorld } from './first-world.ts'
import type { ActivityInstance } from './instances.ts'
import type { Interaction } from './interactions.ts'
import type { Invite } from './invites.ts'
import type { WorldMessage } from './messages.ts'
import type { Modal } from './modals.ts'
import type { QuickLink } from './quick-links.ts'
import type { ScheduledEvent } from './scheduled-events.ts'
import type { VoiceState } from './voice-states.ts'

export interface WorldUser {
  id: string
  username: string
  displayName: string
  bot: boolean
}

/** A user in one guild. */
export interface WorldMember {
  guildId: string
  user: WorldUser
  roleIds: readonly string[]
  joinedAtMs: number
  nick?: string | null
}

export interface WorldRole {
  id: string
  name: string
  /** 24 bits of RGB; 0 is "no colour". */
  color: number
  permissions: bigint
  position: number
  /** Whether it belongs to an application. */
  managed: boolean
  /** Whether its members are listed apart. Default: not. */
  hoist?: boolean
  /** Whether everyone may mention it. Default: not. */
  mentionable?: boolean
}

/** What a role or a member may do in one channel, unlike elsewhere in the guild. */
export interface Overwrite {
  /** Of the role or of the user. The guild's own id is the role of everyone. */
  id: string
  kind: 'role' | 'member'
  allow: bigint
  deny: bigint
}

export interface GuildChannel {
  kind: 'guild'
  type:
    | ChannelType.GuildText
    | ChannelType.GuildVoice
    | ChannelType.GuildStageVoice
    | ChannelType.GuildCategory
    | ChannelType.GuildAnnouncement
  id: string
  guildId: string
  name: string
  position: number
  /** The category that it is in. */
  parentId: string | null
  topic: string | null
  overwrites: readonly Overwrite[]
  slowmodeS: number
}

/** A conversation that branches off a channel of a guild, with that channel's permissions. */
export interface ThreadChannel {
  kind: 'thread'
  type: ChannelType.PublicThread | ChannelType.PrivateThread | ChannelType.AnnouncementThread
  id: string
  guildId: string
  parentId: string
  name: string
  ownerId: string
  /** By user id: since when. */
  members: Map<string, number>
  archived: boolean
  locked: boolean
  /** Whether those in a private thread who may not manage threads may bring others in. */
  invitable: boolean
  /** How long nothing has to happen until it archives itself. */
  autoArchiveMinutes: number
  /** When it was last created, archived or brought back. */
  archiveChangedAtMs: number
  createdAtMs: number
  slowmodeS: number
  /** Counts those that were deleted too. */
  sentMessages: number
}

/** Between people, or between a person and the bot: no guild, no roles. */
export interface DirectChannel {
  kind: 'direct'
  type: ChannelType.DM | ChannelType.GroupDM
  id: string
  recipientIds: readonly string[]
}

export type WorldChannel = GuildChannel | ThreadChannel | DirectChannel

export interface WorldGuild {
  readonly id: string
  readonly name: string
  readonly ownerId: string
  readonly roles: Map<string, WorldRole>
  /** By user id; the bot is among them where it was added. */
  readonly members: Map<string, WorldMember>
}

/** Everything that this Discord knows, as plain data. Change it only inside {@link WorldStore.change}. */
export interface World {
  readonly application: {
    id: string
    name: string
    description: string
    /** Where the page for websites may send people back to, as the developer portal has them. */
    redirectUris: readonly string[]
  }
  readonly users: Map<string, WorldUser>
  readonly guilds: Map<string, WorldGuild>
  readonly channels: Map<string, WorldChannel>
  /** Who installed the application for themselves: they may use it wherever they are. */
  readonly userInstalls: Set<string>
  readonly commands: Map<string, StoredCommand>
  /** By message id, oldest first. */
  readonly messages: Map<string, WorldMessage>
  /** By token: who holds the token of an interaction may answer it. */
  readonly interactions: Map<string, Interaction>
  /** By attachment id: what can be fetched. */
  readonly files: Map<string, StoredFile>
  readonly instances: Map<string, ActivityInstance>
  /** By user id: a client shows one form at a time. */
  readonly modals: Map<string, Modal>
  /** By user id: what their Discord client is like. Whose never changed is not in it. */
  readonly clients: Map<string, ClientSettings>
  readonly scheduledEvents: Map<string, ScheduledEvent>
  /** By guild and user, `<guild>:<user>`: where someone is connected to voice. */
  readonly voiceStates: Map<string, VoiceState>
  /** Ids of the people who are talking. */
  readonly speaking: Set<string>
  /** By channel id: what a voice channel says it is about. */
  readonly voiceStatuses: Map<string, string>
  readonly invites: Map<string, Invite>
  readonly quickLinks: Map<string, QuickLink>
  /** By guild and command, `<guild>:<command>`: who may use it there. The application's own id stands for all its commands. */
  readonly commandPermissions: Map<string, readonly CommandPermission[]>
  /** Where interactions go instead of the gateway; `null` while they don't. */
  interactionsEndpointUrl: string | null
  /** Whether the bot may have the privileged intents (members, presences, message content), as any small bot may. */
  privilegedIntents: boolean
  botOnline: boolean
}

export interface WorldStore {
  readonly world: World
  /** Runs `act` and tells every listener afterwards. */
  change<T>(act: (world: World) => T): T
  subscribe(listener: () => void): () => void
}

export function createWorldStore(nowMs: number): WorldStore {
  const world = createFirstWorld(nowMs)
  const listeners = new Set<() => void>()
  return {
    world,
    change(act) {
      const result = act(world)
      for (const listener of listeners) listener()
      return result
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
