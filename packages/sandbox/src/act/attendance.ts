import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import type { Discord } from '../discord/discord.ts'
import { maySeeEvent } from '../discord/event-permissions.ts'
import type { ActivityInstance } from '../discord/instances.ts'
import { isAllowed } from '../discord/permissions.ts'
import { type SelfChange, type VoiceState, voiceStateIn } from '../discord/voice-states.ts'
import type { WorldUser } from '../discord/world.ts'

/** Something that a person's client lets them do, or not: a literal code for programs, a sentence for people. */
export type Attended<T> = { kind: 'possible'; value: T } | { kind: 'impossible'; code: AttendanceProblem; why: string }
type AttendanceProblem = `${'channel' | 'event' | 'invite' | 'link' | 'voice'}.unknown` | `${'channel' | 'voice'}.forbidden`

/** Where an invite led: a running activity, or only the channel. */
interface Arrival {
  channelId: string
  instance: ActivityInstance | undefined
}

/** Where people go: into voice, to events, through invites and links. Both the control API and `sandbox.as(…)` go through here. */
interface Attendance {
  /** Connects to a voice channel, or moves there. */
  connect(user: WorldUser, channelId: string, change?: SelfChange): Attended<VoiceState>
  disconnect(user: WorldUser): void
  /** Begins or stops to talk. */
  speak(user: WorldUser, speaking: boolean): Attended<undefined>
  setInterest(user: WorldUser, eventId: string, interested: boolean): Attended<undefined>
  /** Uses an invite's code. One to the activity opens it. */
  accept(user: WorldUser, code: string): Attended<Arrival>
  /** Opens an activity link, `https://discord.com/activities/<application>?custom_id=…`, in a channel. */
  follow(user: WorldUser, link: { url: string; channelId: string; sharedBy?: string | undefined }): Attended<ActivityInstance>
}

export function createAttendance({ store, voiceStates, scheduledEvents, invites, instances, quickLinks }: Discord): Attendance {
  const { world } = store
  return {
    connect(user, channelId, change) {
      const joined = voiceStates.join(user.id, channelId, change)
      if (joined.kind === 'done') return possible(joined.value)
      if (joined.refusal.status === 404) return impossible('channel.unknown', 'There is no such voice channel.')
      return impossible('channel.forbidden', `${user.displayName} may not connect there.`)
    },
    disconnect(user) {
      for (const { userId, guildId } of [...world.voiceStates.values()]) if (userId === user.id) voiceStates.leave(userId, guildId)
    },
    speak(user, speaking) {
      const isThere = [...world.guilds.keys()].some((guildId) => voiceStateIn(world, guildId, user.id))
      if (!isThere) return impossible('voice.unknown', `${user.displayName} is in no voice channel.`)
      return voiceStates.speak(user.id, speaking)
        ? possible(undefined)
        : impossible('voice.forbidden', `${user.displayName} cannot be heard.`)
    },
    setInterest(user, eventId, interested) {
      const event = world.scheduledEvents.get(eventId)
      const isGuest = event !== undefined && world.guilds.get(event.guildId)?.members.has(user.id) === true
      if (!isGuest || !maySeeEvent(world, user.id, event)) return impossible('event.unknown', 'There is no such event.')
      scheduledEvents.setInterest(event, user.id, interested)
      return possible(undefined)
    },
    accept(user, code) {
      const invite = invites.find(code)
      if (invite.kind === 'refused') return impossible('invite.unknown', 'The invite is invalid or has expired.')
      const { channelId, opensActivity } = invite.value
      if (!isAllowed(world, channelId, user.id, Bit.ViewChannel))
        return impossible('channel.forbidden', `${user.displayName} may not go there.`)
      if (opensActivity && !isAllowed(world, channelId, user.id, Bit.UseEmbeddedActivities))
        return impossible('channel.forbidden', `${user.displayName} may not use activities there.`)
      invites.use(invite.value)
      return possible({ channelId, instance: opensActivity ? instances.launch(user.id, channelId) : undefined })
    },
    follow(user, { url, channelId, sharedBy }) {
      const link = readActivityLink(url)
      if (link?.applicationId !== world.application.id) return impossible('link.unknown', 'This is no link to the activity.')
      if (!isAllowed(world, channelId, user.id, Bit.ViewChannel | Bit.UseEmbeddedActivities))
        return impossible('channel.forbidden', `${user.displayName} may not use activities there.`)
      const quick = link.linkId === undefined ? undefined : quickLinks.find(link.linkId)
      const customId = link.customId ?? quick?.customId ?? undefined
      const referrerId = link.referrerId ?? sharedBy ?? quick?.userId
      const parameters = { ...(customId ? { custom_id: customId } : {}), ...(referrerId ? { referrer_id: referrerId } : {}) }
      return possible(instances.launch(user.id, channelId, parameters))
    },
  }
}

interface ActivityLink {
  applicationId: string
  customId: string | undefined
  referrerId: string | undefined
  linkId: string | undefined
}

/** Reads a link to an activity, as people share it; other parameters do not reach the activity. */
function readActivityLink(address: string): ActivityLink | undefined {
  if (!URL.canParse(address)) return undefined
  const { origin, pathname, searchParams } = new URL(address)
  const applicationId = /^\/activities\/(\d{1,20})\/?$/.exec(pathname)?.[1]
  if (origin !== 'https://discord.com' || applicationId === undefined) return undefined
  const text = (name: string, most: number) => searchParams.get(name)?.slice(0, most) || undefined
  const referrerId = text('referrer_id', 20)
  return {
    applicationId,
    customId: text('custom_id', 64),
    referrerId: referrerId && /^\d+$/.test(referrerId) ? referrerId : undefined,
    linkId: text('link_id', 64),
  }
}

function possible<T>(value: T): Attended<T> {
  return { kind: 'possible', value }
}

function impossible(code: AttendanceProblem, why: string): { kind: 'impossible'; code: AttendanceProblem; why: string } {
  return { kind: 'impossible', code, why }
}
