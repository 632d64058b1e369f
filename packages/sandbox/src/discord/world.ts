import type { ChannelType } from 'discord-api-types/v10'
import type { StoredCommand } from './commands.ts'
import { createFirstWorld } from './first-world.ts'
import type { ActivityInstance } from './instances.ts'
import type { Interaction } from './interactions.ts'
import type { WorldMessage } from './messages.ts'
import type { Modal } from './modals.ts'

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
}

export interface GuildChannel {
  kind: 'guild'
  type: ChannelType.GuildText | ChannelType.GuildVoice
  id: string
  guildId: string
  name: string
  position: number
}

/** Between people, or between a person and the bot: no guild, no roles. */
export interface DirectChannel {
  kind: 'direct'
  type: ChannelType.DM | ChannelType.GroupDM
  id: string
  recipientIds: readonly string[]
}

export type WorldChannel = GuildChannel | DirectChannel

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
  readonly application: { id: string; name: string; description: string }
  readonly users: Map<string, WorldUser>
  readonly guilds: Map<string, WorldGuild>
  readonly channels: Map<string, WorldChannel>
  readonly commands: Map<string, StoredCommand>
  /** By message id, oldest first. */
  readonly messages: Map<string, WorldMessage>
  /** By token: who holds the token of an interaction may answer it. */
  readonly interactions: Map<string, Interaction>
  readonly instances: Map<string, ActivityInstance>
  /** By user id: a client shows one form at a time. */
  readonly modals: Map<string, Modal>
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
