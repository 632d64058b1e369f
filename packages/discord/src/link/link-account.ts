import { type ApiClient, identityRoutes } from '@kaltura-discord/api'
import { type BeginRefusal, errorSentence } from '@kaltura-discord/core'
import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10'
import type { CommandInput } from '../commands/command-input.ts'
import { onlyToTheAsker, presentFailure } from '../reply/only-to-the-asker.ts'
import { type CommandFailure, commandFailure } from '../watch/command-failure.ts'

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
export function presentLink(outcome: LinkOutcome): APIInteractionResponseCallbackData {
  switch (outcome.kind) {
    case 'failed':
      return presentFailure(outcome)
    case 'refused':
      return onlyToTheAsker(errorSentence(outcome.reason))
    case 'code':
      return onlyToTheAsker(
        `Your code is \`${outcome.code}\`. Enter it on your institution’s own page for this, signed in there as yourself. It ends <t:${Math.floor(outcome.expiresAtMs / 1000)}:R> and works once. Nobody here will ever ask you for it.`,
      )
    case 'unlinked':
      return onlyToTheAsker('Your Kaltura account is not linked any more.')
    case 'not-linked':
      return onlyToTheAsker('No Kaltura account was linked.')
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
