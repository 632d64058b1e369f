import { type ApiClient, memberRoutes } from '@kaltura-discord/api'
import type { GrantableAction } from '@kaltura-discord/core'
import type { Locale } from '@kaltura-discord/core/messages'
import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10'
import type { CommandInput } from '../commands/command-input.ts'
import { onlyToTheAsker, presentFailure, presentRefusal } from '../reply/only-to-the-asker.ts'
import { type CommandFailure, commandFailure } from '../watch/command-failure.ts'
import type { GrantRefusal } from '../words/bot-words.ts'
import { wordsIn } from '../words/words-in.ts'

/** To whom, and what. */
export interface GrantTarget {
  userId: string
  action: GrantableAction
}

export type GrantReply =
  | ({ kind: 'granted'; untilMs: number } & GrantTarget)
  | ({ kind: 'ended' } & GrantTarget)
  | { kind: 'refused'; reason: GrantRefusal }
  | CommandFailure

/** `/kaltura grant`: lets a member do one thing for some minutes from `nowMs`. The server asks whether the asker may. */
export function giveGrant(api: ApiClient, input: CommandInput, target: GrantTarget, minutes: number, nowMs: number): Promise<GrantReply> {
  return ask(api, input, target, nowMs + minutes * 60_000)
}

/** `/kaltura revoke`: takes it back, whether or not it was given. */
export function endGrant(api: ApiClient, input: CommandInput, target: GrantTarget): Promise<GrantReply> {
  return ask(api, input, target, 0)
}

/** What both answer, to the asker alone: who holds which right is nobody else's business, and the member is not pinged. */
export function presentGrant(reply: GrantReply, locale: Locale): APIInteractionResponseCallbackData {
  const { grant } = wordsIn(locale)
  switch (reply.kind) {
    case 'failed':
      return presentFailure(reply, locale)
    case 'refused':
      return presentRefusal(reply, locale)
    case 'granted':
      return onlyToTheAsker(grant.granted(`<@${reply.userId}>`, grant.actions[reply.action], `<t:${Math.floor(reply.untilMs / 1000)}:R>`))
    case 'ended':
      return onlyToTheAsker(grant.ended(`<@${reply.userId}>`, grant.actions[reply.action]))
  }
}

async function ask(api: ApiClient, { guildId, member }: CommandInput, target: GrantTarget, untilMs: number): Promise<GrantReply> {
  try {
    const outcome = await api.call(memberRoutes.giveGrant, {
      params: { guildId },
      body: { by: { ...member, roleIds: [...member.roleIds] }, ...target, untilMs },
      signal: AbortSignal.timeout(2300),
    })
    if (outcome.kind === 'refused') return outcome
    return outcome.kind === 'granted' ? { kind: 'granted', untilMs, ...target } : { kind: 'ended', ...target }
  } catch (error) {
    return commandFailure(error)
  }
}
