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
