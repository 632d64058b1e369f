import {
  type Entry,
  type GuildBindings,
  type GuildMember,
  mayControl,
  mayModerate,
  type Programme,
  type ProgrammeStore,
  type Role,
  roleOf,
  type Watch,
} from '@kaltura-discord/core'
import type { KalturaConnection } from '../connection.ts'
import type { DiscordApi } from '../discord-api/discord-api.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { type RoomPlace, roomNameOf } from '../rooms/room-name.ts'
import type { RoomClaims, Viewer } from '../tickets/tickets.ts'

export interface AdmissionDependencies {
  discord: DiscordApi
  bindings: GuildBindings
  programmes: ProgrammeStore
  watch: Watch
  connection(name: string): KalturaConnection | undefined
  /** Waits, for the moment between a launch and the bot's note about it. */
  pause(ms: number): Promise<void>
}

/** Everything that was learned while somebody was let in. */
export interface Admission {
  entry: Entry
  role: Role
  name: string
  programme: Programme
  connection: KalturaConnection
}

/** The Activity may ask before the bot has written down what it launched. */
const programmeWaitMs = 3000
const programmePollMs = 150

/** Who somebody is in the place where they say they are. */
export type Presence = Pick<Admission, 'role' | 'name' | 'connection'> & { member: GuildMember }

/**
 * Decides whether somebody is where they say they are: Discord lists them in the Activity instance and in the guild. `place` is their own word; all of it
 * is checked. Whoever was invited need not be in the instance, but others still are, and it is the one that they were invited to.
 * @throws RequestProblem with a sentence for the viewer.
 */
export async function admitToPlace(viewer: Viewer, place: RoomPlace, dependencies: AdmissionDependencies): Promise<Presence> {
  const { discord, bindings } = dependencies
  const { invitedTo } = viewer
  const instance = await discord.activityInstance(place.instanceId)
  const runsThere = instance?.guildId === place.guildId && instance.channelId === place.channelId
  if (invitedTo && !(runsThere && roomNameOf(invitedTo) === roomNameOf(place))) throw new RequestProblem('activity.over')
  if (!runsThere || !(invitedTo || instance.userIds.includes(viewer.userId))) {
    throw new RequestProblem('activity.not-a-participant')
  }
  const [member, binding] = await Promise.all([discord.member(place.guildId, viewer.userId), bindings.find(place.guildId)])
  if (!member) throw new RequestProblem('activity.not-a-member')
  const connection = binding && dependencies.connection(binding.connection)
  if (!binding || !connection) throw new RequestProblem('guild-unbound')
  return { member, role: invitedTo ? 'viewer' : roleOf(member, binding), name: member.displayName, connection }
}

/**
 * Decides whether somebody may watch with the others of an Activity instance: they are in it, and the guild may see what is watched. That is what the
 * instance was launched for, or `entryId`, which its room shows by now.
 * @throws RequestProblem with a sentence for the viewer.
 */
export async function admit(viewer: Viewer, place: RoomPlace, dependencies: AdmissionDependencies, entryId?: string): Promise<Admission> {
  const { member, ...presence } = await admitToPlace(viewer, place, dependencies)
  const programme = await waitForProgramme(place, dependencies)
  if (!programme) throw new RequestProblem('activity.no-programme')
  const decision = await dependencies.watch.admit({ guildId: place.guildId, member, entryId: entryId ?? programme.entryId })
  if (decision.kind === 'refused') throw new RequestProblem(decision.reason)
  return { ...presence, entry: decision.entry, programme }
}

/** What the room's ticket says of an admission. */
export function roomClaimsOf(viewer: Viewer, { entry, role, name, programme }: Admission): Omit<RoomClaims, 'exp'> {
  return {
    room: roomNameOf(programme),
    mediaId: entry.id,
    ...(entry.kind === 'video' ? { durationS: entry.durationS } : {}),
    member: { id: viewer.userId, name, mayControl: mayControl(role), ...(mayModerate(role) ? { mayModerate: true } : {}) },
    firstHost: programme.startedBy,
  }
}

async function waitForProgramme(place: RoomPlace, { programmes, pause }: AdmissionDependencies): Promise<Programme | undefined> {
  for (let waitedMs = 0; ; waitedMs += programmePollMs) {
    const programme = await programmes.find(place.guildId, place.instanceId)
    if (programme || waitedMs >= programmeWaitMs) return programme
    await pause(programmePollMs)
  }
}
