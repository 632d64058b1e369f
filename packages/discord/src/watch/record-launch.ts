import { type ApiClient, watchRoutes } from '@kaltura-discord/api'
import type { CommandInput } from '../commands/command-input.ts'
import type { Refusal } from '../words/bot-words.ts'
import { type CommandFailure, commandFailure } from './command-failure.ts'

export type LaunchOutcome =
  | { kind: 'launched' }
  | { kind: 'joined'; another: boolean }
  | { kind: 'refused'; reason: Refusal }
  | CommandFailure

/** After LAUNCH_ACTIVITY: tells the server what the instance was launched for, while the Activity is still loading. */
export async function recordLaunch(
  api: ApiClient,
  input: CommandInput,
  launch: { entryId: string; instanceId: string },
): Promise<LaunchOutcome> {
  const { guildId, channelId, member } = input
  try {
    const body = { member: { ...member, roleIds: [...member.roleIds] }, channelId, ...launch }
    const outcome = await api.call(watchRoutes.recordLaunch, { params: { guildId }, body })
    return outcome.kind === 'joined' ? { kind: 'joined', another: outcome.entryId !== launch.entryId } : outcome
  } catch (error) {
    return commandFailure(error)
  }
}
