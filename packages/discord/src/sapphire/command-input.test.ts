import type { BaseInteraction } from 'discord.js'
import { InteractionContextType } from 'discord-api-types/v10'
import { expect, test } from 'vitest'
import { kalturaCommand } from '../commands/definitions.ts'
import { toCommandInput } from './command-input.ts'

test('[C51] a command from a direct message is offered by nobody, and is nobody’s when it comes all the same', () => {
  const fromDirectMessage = { guildId: null, channelId: '1', member: null, user: { id: '2' } } as unknown as BaseInteraction

  expect(kalturaCommand.contexts).toEqual([InteractionContextType.Guild])
  expect(() => toCommandInput(fromDirectMessage)).toThrow('did not come from a guild')
})

test('whoever used a command is answered in their own language, in the guild’s where we do not speak it, and in English where we speak neither', () => {
  const from = (locale: string, guildLocale: string | null) => {
    const member = { roles: [], nick: null }
    return toCommandInput({ guildId: '1', channelId: '2', member, user: { id: '3' }, locale, guildLocale } as unknown as BaseInteraction)
      .locale
  }

  expect([from('es-419', 'fr'), from('he', 'fr'), from('pl', 'fr'), from('pl', 'cs'), from('pl', null)]).toEqual([
    'es',
    'he',
    'fr',
    'en',
    'en',
  ])
})
