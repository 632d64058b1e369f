import {
  type Access,
  asGuest,
  type Entry,
  type GuildMember,
  may,
  type Programme,
  type ProgrammeStore,
  type Standing,
  type Watch,
} from '@kaltura-discord/core'
import type { Tell } from '../audit/tell.ts'
import type { KalturaConnection } from '../connection.ts'
import type { DiscordApi } from '../discord-api/discord-api.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { type RoomPlace, roomNameOf } from '../rooms/room-name.ts'
import type { RoomClaims, Viewer } from '../tickets/tickets.ts'

export interface AdmissionDependencies {
  discord: DiscordApi
  access: Access
  programmes: ProgrammeStore
  watch: Watch
  connection(name: string): KalturaConnection | undefined
  tell: Tell
  /** Waits, for the moment between a launch and the bot's note about it. */
  pause(ms: number): Promise<void>
}

/** Everything that was learned while somebody was let in. */
export interface Admission {
  entry: Entry
  member: GuildMember
  /** What they may here: less than elsewhere, for somebody who was invited from outside. */
  standing: Standing
  programme: Programme
  connection: KalturaConnection
}

/** The Activity may ask before the bot has written down what it launched. */
const programmeWaitMs = 3000
const programmePollMs = 150

/** Who somebody is in the place where they say they are. */
export type Presence = Pick<Admission, 'member' | 'standing' | 'connection'>

/**
 * Decides whether somebody is where they say they are: Discord lists them in the Activity instance and in the guild. `place` is their own word; all of it
 * is checked. Whoever was invited need not be in the instance, but others still are, and it is the one that they were invited to.
 * @throws RequestProblem with a sentence for the viewer.
 */
export async function admitToPlace(viewer: Viewer, place: RoomPlace, dependencies: AdmissionDependencies): Promise<Presence> {
  const { discord, access } = dependencies
  const { invitedTo } = viewer
  const instance = await discord.activityInstance(place.instanceId)
  const runsThere = instance?.guildId === place.guildId && instance.channelId === place.channelId
  if (invitedTo && !(runsThere && roomNameOf(invitedTo) === roomNameOf(place))) throw new RequestProblem('activity.over')
  if (!runsThere || !(invitedTo || instance.userIds.includes(viewer.userId))) {
    throw new RequestProblem('activity.not-a-participant')
  }
  const member = await discord.member(place.guildId, viewer.userId)
  if (!member) throw new RequestProblem('activity.not-a-member')
  const found = await access.of(place.guildId, member)
  const connection = found && dependencies.connection(found.binding.connection)
  if (!found || !connection) throw new RequestProblem('guild-unbound')
  return { member, standing: invitedTo ? asGuest(found.standing) : found.standing, connection }
}

/**
 * Decides whether somebody may watch with the others of an Activity instance: they are in it, and the guild may see what is watched. That is what the
 * instance was launched for, or `entryId`, which its room shows by now.
 * @throws RequestProblem with a sentence for the viewer.
 */
export async function admit(viewer: Viewer, place: RoomPlace, dependencies: AdmissionDependencies, entryId?: string): Promise<Admission> {
  const presence = await admitToPlace(viewer, place, dependencies)
  const programme = await waitForProgramme(place, dependencies)
  if (!programme) throw new RequestProblem('activity.no-programme')
  const decision = await dependencies.watch.admit({
    guildId: place.guildId,
    member: presence.member,
    entryId: entryId ?? programme.entryId,
  })
  if (decision.kind === 'refused') throw new RequestProblem(decision.reason)
  return { ...presence, entry: decision.entry, programme }
}

/** What the room's ticket says of an admission. */
export function roomClaimsOf(viewer: Viewer, { entry, member, standing, programme }: Admission): Omit<RoomClaims, 'exp'> {
  return {
    room: roomNameOf(programme),
    mediaId: entry.id,
    ...(entry.kind === 'live' ? { live: true } : { durationS: entry.durationS }),
    member: {
      id: viewer.userId,
      name: member.displayName,
      mayControl: may('control', standing).kind === 'allowed',
      ...(may('moderate', standing).kind === 'allowed' ? { mayModerate: true } : {}),
    },
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
