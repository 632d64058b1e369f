import type { VoiceStates } from '../voice-states.ts'
import type { World } from '../world.ts'
import type { Dispatch } from './dispatch.ts'
import type { GatewayPayload } from './payload.ts'

export type VoiceUpdate = Extract<GatewayPayload, { op: 4 }>['d']

/**
 * What the bot's opcode 4 leads to: VOICE_STATE_UPDATE, and VOICE_SERVER_UPDATE for a new connection. Its endpoint is `null`, which is
 * Discord's word for "no voice server now": no sound is sent here. Where the bot may not connect, nothing happens, as at Discord.
 */
export function updateBotVoice(options: { world: World; voiceStates: VoiceStates; dispatch: Dispatch }, update: VoiceUpdate): void {
  const { world, voiceStates, dispatch } = options
  const botId = world.application.id
  if (update.channel_id === null) voiceStates.leave(botId, update.guild_id)
  if (update.channel_id === null) return
  const channel = world.channels.get(update.channel_id)
  if (channel?.kind !== 'guild' || channel.guildId !== update.guild_id) return
  const joined = voiceStates.join(botId, channel.id, { selfMute: update.self_mute, selfDeaf: update.self_deaf })
  if (joined.kind === 'refused') return
  dispatch(
    'VOICE_SERVER_UPDATE',
    { token: joined.value.sessionId.slice(0, 16), guild_id: update.guild_id, endpoint: null },
    update.guild_id,
  )
}
