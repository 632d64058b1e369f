import { type APIVoiceState, PermissionFlagsBits as bit } from 'discord-api-types/v10'
import type { Dispatch } from './gateway/dispatch.ts'
import { timestamp } from './json.ts'
import { memberJson } from './people-json.ts'
import { permissionsIn } from './permissions.ts'
import { done, missingAccess, missingPermissions, type Outcome, refused, unknownChannel } from './refusal.ts'
import type { RandomToken } from './secrets.ts'
import { isStage, isVoice } from './voice-channels.ts'
import type { World, WorldStore } from './world.ts'

/** Someone's connection to a voice or stage channel. No sound is ever sent here. */
export interface VoiceState {
  guildId: string
  channelId: string
  userId: string
  sessionId: string
  selfMute: boolean
  selfDeaf: boolean
  selfVideo: boolean
  selfStream: boolean
  /** By a moderator. */
  mute: boolean
  deaf: boolean
  /** In the audience of a stage. */
  suppress: boolean
  requestToSpeakAtMs: number | null
}

export type SelfChange = Partial<Pick<VoiceState, 'selfMute' | 'selfDeaf' | 'selfVideo' | 'selfStream'>>
/** What a stage's moderators change about a speaker, or a listener about themselves. */
export type StageChange = Partial<Pick<VoiceState, 'suppress' | 'requestToSpeakAtMs'>>

export interface VoiceStates {
  /** Connects, or moves. A person is in one voice channel at a time; the bot in one of each guild. */
  join(userId: string, channelId: string, change?: SelfChange): Outcome<VoiceState>
  /** No mistake when nobody was there. */
  leave(userId: string, guildId: string): void
  change(state: VoiceState, change: SelfChange | StageChange): VoiceState
  /** Whether someone talks. Silence when they aren't connected, or muted. */
  speak(userId: string, speaking: boolean): boolean
  /** What a voice channel says it is about; `null` for nothing. */
  setStatus(channelId: string, status: string | null): void
}

export function createVoiceStates(options: { store: WorldStore; random: RandomToken; dispatch: Dispatch }): VoiceStates {
  const { store, random, dispatch } = options
  const { world } = store

  const tell = (state: VoiceState, channelId: string | null = state.channelId): void =>
    dispatch('VOICE_STATE_UPDATE', voiceStateJson(world, state, channelId), state.guildId)
  const put = (state: VoiceState): VoiceState => {
    store.change(() => world.voiceStates.set(keyOf(state.guildId, state.userId), state))
    if (isSilent(state)) hush(state.userId)
    tell(state)
    return state
  }
  const hush = (userId: string): void => {
    if (world.speaking.has(userId)) store.change(() => world.speaking.delete(userId))
  }
  const leave = (userId: string, guildId: string): void => {
    const state = world.voiceStates.get(keyOf(guildId, userId))
    if (!state) return
    hush(userId)
    store.change(() => world.voiceStates.delete(keyOf(guildId, userId)))
    tell(state, null)
    if (voiceStatesOf(world, state.channelId).length === 0) setStatus(state.channelId, null)
  }
  const setStatus = (channelId: string, status: string | null): void => {
    const channel = world.channels.get(channelId)
    if (channel?.kind !== 'guild' || (world.voiceStatuses.get(channelId) ?? null) === status) return
    store.change(() => (status === null ? world.voiceStatuses.delete(channelId) : world.voiceStatuses.set(channelId, status)))
    dispatch('VOICE_CHANNEL_STATUS_UPDATE', { id: channelId, guild_id: channel.guildId, status }, channel.guildId)
  }

  return {
    join(userId, channelId, change = {}) {
      const channel = world.channels.get(channelId)
      if (channel?.kind !== 'guild' || !isVoice(channel)) return refused(unknownChannel)
      const permissions = permissionsIn(world, channelId, userId)
      if ((permissions & bit.ViewChannel) === 0n) return refused(missingAccess)
      if ((permissions & bit.Connect) === 0n) return refused(missingPermissions)
      const old = world.voiceStates.get(keyOf(channel.guildId, userId))
      if (old?.channelId === channelId) return done(put({ ...old, ...change }))
      if (userId !== world.application.id)
        for (const other of world.voiceStates.values()) if (other.userId === userId && other !== old) leave(userId, other.guildId)
      const state: VoiceState = {
        guildId: channel.guildId,
        channelId,
        userId,
        sessionId: old?.sessionId ?? Buffer.from(random(16), 'base64url').toString('hex'),
        selfMute: old?.selfMute ?? false,
        selfDeaf: old?.selfDeaf ?? false,
        selfVideo: false,
        selfStream: false,
        mute: old?.mute ?? false,
        deaf: old?.deaf ?? false,
        suppress: isStage(channel),
        requestToSpeakAtMs: null,
        ...change,
      }
      hush(userId)
      put(state)
      if (old && voiceStatesOf(world, old.channelId).length === 0) setStatus(old.channelId, null)
      return done(state)
    },
    leave,
    change: (state, change) => put({ ...state, ...change }),
    speak(userId, speaking) {
      const state = [...world.voiceStates.values()].find((one) => one.userId === userId)
      const may = state !== undefined && !isSilent(state) && (permissionsIn(world, state.channelId, userId) & bit.Speak) !== 0n
      if (!speaking || !may) hush(userId)
      else store.change(() => world.speaking.add(userId))
      return may || !speaking
    },
    setStatus,
  }
}

/** Who is connected to a voice channel, in the order of their coming. */
export function voiceStatesOf(world: World, channelId: string): VoiceState[] {
  return [...world.voiceStates.values()].filter((state) => state.channelId === channelId)
}

export function voiceStateIn(world: World, guildId: string, userId: string): VoiceState | undefined {
  return world.voiceStates.get(keyOf(guildId, userId))
}

/** The ids of those who talk in a voice channel right now. */
export function speakingIn(world: World, channelId: string): string[] {
  return voiceStatesOf(world, channelId).flatMap(({ userId }) => (world.speaking.has(userId) ? [userId] : []))
}

/** Discord's voice state. @param channelId `null` tells that somebody left */
export function voiceStateJson(world: World, state: VoiceState, channelId: string | null = state.channelId): APIVoiceState {
  const member = world.guilds.get(state.guildId)?.members.get(state.userId)
  return {
    guild_id: state.guildId,
    channel_id: channelId,
    user_id: state.userId,
    ...(member ? { member: { ...memberJson(member), deaf: state.deaf, mute: state.mute } } : {}),
    session_id: state.sessionId,
    deaf: state.deaf,
    mute: state.mute,
    self_deaf: state.selfDeaf,
    self_mute: state.selfMute,
    self_stream: state.selfStream,
    self_video: state.selfVideo,
    suppress: state.suppress,
    request_to_speak_timestamp: state.requestToSpeakAtMs === null ? null : timestamp(state.requestToSpeakAtMs),
  }
}

function isSilent({ selfMute, mute, suppress }: VoiceState): boolean {
  return selfMute || mute || suppress
}

function keyOf(guildId: string, userId: string): string {
  return `${guildId}:${userId}`
}
