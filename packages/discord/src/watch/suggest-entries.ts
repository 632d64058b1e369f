import { type ApiClient, watchRoutes } from '@kaltura-discord/api'
import { clockTime } from '@kaltura-discord/core'
import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10'
import type { CommandInput } from '../commands/command-input.ts'
import { wordsIn } from '../words/words-in.ts'

const maxName = 100

/**
 * Choices for the `video` option, at most 25. Discord shows an error for a late or failed autocomplete, so a failure is an empty list:
 * using the command then says what is wrong.
 */
export async function suggestEntries(
  api: ApiClient,
  input: CommandInput,
  typed: string,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const { guildId, member, locale } = input
  try {
    const signal = AbortSignal.timeout(2500)
    const { entries } = await api.call(watchRoutes.suggestEntries, {
      params: { guildId },
      body: { member: { ...member, roleIds: [...member.roleIds] }, query: typed.slice(0, 200), limit: 25 },
      signal,
    })
    const { live } = wordsIn(locale).card
    return entries.map(({ id, name, durationS, kind }) => {
      const length = ` · ${kind === 'live' ? live : clockTime(durationS)}`
      return { name: `${shortened(name, maxName - length.length)}${length}`, value: id }
    })
  } catch {
    return []
  }
}

function shortened(text: string, max: number): string {
  const letters = [...text]
  return letters.length <= max && text.length <= max ? text : `${letters.slice(0, Math.floor(max / 2) - 1).join('')}…`
}
