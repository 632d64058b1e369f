import { type ApiClient, type EntrySummary, watchRoutes } from '@kaltura-discord/api'
import type { Locale } from '@kaltura-discord/core/messages'
import type { CommandInput } from '../commands/command-input.ts'
import type { Refusal } from '../words/bot-words.ts'
import { type CommandFailure, commandFailure } from './command-failure.ts'

export type OfferOutcome =
  /** `locale` is what the guild speaks, as everybody sees the card. */
  { kind: 'offered'; entry: EntrySummary; byUserId: string; locale: Locale } | { kind: 'refused'; reason: Refusal } | CommandFailure

/** `/kaltura watch`: asks the server whether this member may start this entry here. Answers in time for Discord's 3 s, or says that it can't. */
export async function offerWatch(api: ApiClient, input: CommandInput, video: string): Promise<OfferOutcome> {
  // Free text instead of a suggestion: nothing that Kaltura could know.
  if (!/^[\w-]{3,64}$/.test(video)) return { kind: 'refused', reason: 'not-a-suggestion' }
  const { guildId, member } = input
  try {
    const signal = AbortSignal.timeout(2300)
    const outcome = await api.call(watchRoutes.offerWatch, {
      params: { guildId },
      body: { member: { ...member, roleIds: [...member.roleIds] }, entryId: video },
      signal,
    })
    return outcome.kind === 'offered' ? { ...outcome, byUserId: member.userId } : outcome
  } catch (error) {
    return commandFailure(error)
  }
}
