import { type ApiClient, identityRoutes } from '@kaltura-discord/api'
import type { BeginRefusal } from '@kaltura-discord/core'
import type { Locale } from '@kaltura-discord/core/messages'
import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10'
import type { CommandInput } from '../commands/command-input.ts'
import { onlyToTheAsker, presentFailure, presentRefusal } from '../reply/only-to-the-asker.ts'
import { type CommandFailure, commandFailure } from '../watch/command-failure.ts'
import { wordsIn } from '../words/words-in.ts'

export type LinkOutcome =
  | { kind: 'code'; code: string; expiresAtMs: number }
  | { kind: 'unlinked' | 'not-linked' }
  | { kind: 'refused'; reason: BeginRefusal }
  | CommandFailure

/** `/kaltura link`: a code with which the asker proves elsewhere who they are in Kaltura. */
export function beginLink(api: ApiClient, input: CommandInput): Promise<LinkOutcome> {
  return asked(input, (request) => api.call(identityRoutes.beginLink, request))
}

/** `/kaltura unlink`. */
export function unlink(api: ApiClient, input: CommandInput): Promise<LinkOutcome> {
  return asked(input, (request) => api.call(identityRoutes.unlink, request))
}

/** What both answer. The code is for the asker's eyes alone: whoever brings it back becomes them in Kaltura's eyes. */
export function presentLink(outcome: LinkOutcome, locale: Locale): APIInteractionResponseCallbackData {
  const { link } = wordsIn(locale)
  switch (outcome.kind) {
    case 'failed':
      return presentFailure(outcome, locale)
    case 'refused':
      return presentRefusal(outcome, locale)
    case 'code':
      return onlyToTheAsker(link.code(`\`${outcome.code}\``, `<t:${Math.floor(outcome.expiresAtMs / 1000)}:R>`))
    case 'unlinked':
      return onlyToTheAsker(link.unlinked)
    case 'not-linked':
      return onlyToTheAsker(link.notLinked)
  }
}

async function asked<Answer>(
  input: CommandInput,
  ask: (request: ReturnType<typeof requestOf>) => Promise<Answer>,
): Promise<Answer | CommandFailure> {
  try {
    return await ask(requestOf(input))
  } catch (error) {
    return commandFailure(error)
  }
}

function requestOf({ guildId, member }: CommandInput) {
  return { params: { guildId }, body: { member: { ...member, roleIds: [...member.roleIds] } }, signal: AbortSignal.timeout(2300) }
}
