import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { cast } from './cast.ts'
import type { StoredCommand } from './commands.ts'
import type { ActivityInstance } from './instances.ts'
import type { Interaction } from './interactions.ts'
import type { WorldMessage } from './messages.ts'
import type { Modal } from './modals.ts'
import { everyonePermissions } from './permissions.ts'

export interface WorldUser {
  id: string
  username: string
  displayName: string
  bot: boolean
}

export interface WorldMember {
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

export interface WorldChannel {
  id: string
  name: string
  position: number
}

/** Everything that this Discord knows, as plain data. Change it only inside {@link WorldStore.change}. */
export interface World {
  readonly application: { id: string; name: string; description: string }
  readonly guild: { id: string; name: string; ownerId: string; roles: readonly WorldRole[] }
  readonly channels: ReadonlyMap<string, WorldChannel>
  /** By user id, the bot included. */
  readonly members: ReadonlyMap<string, WorldMember>
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

const ownerId = '1100000000000000029'
const botRoleId = '1100000000000000032'

export function createWorldStore(nowMs: number): WorldStore {
  const world = createWorld(nowMs)
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

function createWorld(nowMs: number): World {
  const { staff, student } = cast.roles
  const roles: WorldRole[] = [
    { id: cast.guild.id, name: '@everyone', color: 0, permissions: everyonePermissions, position: 0, managed: false },
    { id: student.id, name: student.name, color: rgb(student.color), permissions: 0n, position: 1, managed: false },
    { id: botRoleId, name: 'Kaltura', color: 0, permissions: Bit.ManageEvents | Bit.CreateEvents, position: 2, managed: true },
    {
      id: staff.id,
      name: staff.name,
      color: rgb(staff.color),
      permissions: Bit.ManageGuild | Bit.ManageMessages,
      position: 3,
      managed: false,
    },
  ]
  const people = Object.values(cast.members).map((person) => ({
    user: { id: person.userId, username: person.username, displayName: person.displayName, bot: false },
    roleIds: person.roles.map((role) => cast.roles[role].id),
  }))
  // Somebody has to own the guild; none of the cast does, so that their permissions come from their roles.
  const owner = { user: { id: ownerId, username: 'registrar', displayName: 'Registrar', bot: false }, roleIds: [] }
  const bot = { user: { id: cast.applicationId, username: 'Kaltura', displayName: 'Kaltura', bot: true }, roleIds: [botRoleId] }
  const members = [...people, owner, bot].map((member) => ({ ...member, joinedAtMs: nowMs }))
  const channels = Object.values(cast.channels).map((channel, position) => ({ ...channel, position }))
  return {
    application: { id: cast.applicationId, name: 'Kaltura', description: 'Watch Kaltura videos together.' },
    guild: { ...cast.guild, ownerId, roles },
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    members: new Map(members.map((member) => [member.user.id, member])),
    commands: new Map(),
    messages: new Map(),
    interactions: new Map(),
    instances: new Map(),
    modals: new Map(),
    botOnline: false,
  }
}

function rgb(cssColor: string): number {
  return Number.parseInt(cssColor.slice(1), 16)
}
