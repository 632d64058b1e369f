import { z } from 'zod'
import type { ActivityHostOptions } from './activity-host.ts'
import { type Command, parsed } from './command.ts'
import { done, outOfScope, type RpcOutcome, refused } from './rpc-outcome.ts'
import { voiceStateJson } from './voice.ts'
import { rpcErrorCode } from './wire.ts'

const createInstantInvite = 1n

/** What an Activity asks about the channel that it is in. */
export const channelCommands: readonly (readonly [string, Command])[] = [
  ['GET_CHANNEL', parsed('GET_CHANNEL', z.object({ channel_id: z.string().max(20) }), getChannel)],
  ['GET_CHANNEL_PERMISSIONS', (_args, _session, { control }) => control.permissions()],
  ['OPEN_INVITE_DIALOG', openInvite],
]

function getChannel({ channel_id: id }: { channel_id: string }, { channel, voices, settings }: ActivityHostOptions): RpcOutcome {
  if (id !== channel.id) return refused(rpcErrorCode.invalidChannel, 'Invalid channel')
  const voice_states = voices().map((voice) => voiceStateJson(voice, settings().events))
  return done({ id, type: channel.type, guild_id: channel.guildId, name: channel.name, voice_states, messages: [] })
}

/** Not in direct messages (4005), nor without the permission to invite (4006). */
async function openInvite(_args: unknown, _session: unknown, { channel, control, client }: ActivityHostOptions): Promise<RpcOutcome> {
  if (channel.guildId === '') return refused(rpcErrorCode.invalidChannel, 'Invalid channel')
  const outcome = await control.permissions()
  if (outcome.kind === 'refused') return outcome
  const { data } = z.object({ permissions: z.string().regex(/^\d{1,40}$/) }).safeParse(outcome.data)
  if ((BigInt(data?.permissions ?? '0') & createInstantInvite) === 0n) return outOfScope()
  client.openInvite()
  return done(null)
}
