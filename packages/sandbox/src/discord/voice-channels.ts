import { ChannelType } from 'discord-api-types/v10'
import type { WorldChannel } from './world.ts'

/** Whether people talk there: a voice channel or a stage. */
export function isVoice(channel: WorldChannel): boolean {
  return isStage(channel) || channel.type === ChannelType.GuildVoice
}

export function isStage(channel: WorldChannel): boolean {
  const type: ChannelType = channel.type
  return type === ChannelType.GuildStageVoice
}
