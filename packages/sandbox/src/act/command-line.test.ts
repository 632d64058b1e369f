import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OptionDefinition } from '../discord/command-draft.ts'
import { wrongOption } from '../discord/command-use.ts'
import { createCommands } from '../discord/commands.ts'
import { createSnowflakes } from '../discord/snowflake.ts'
import { createWorldStore } from '../discord/world.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { fillIn, findCommandLine } from './command-line.ts'
import { CannotActError } from './errors.ts'

const guildId = '1100000000000000010'

function commandsOf(...drafts: { scope?: string; name: string; options?: OptionDefinition[] }[]) {
  const { now } = createManualClock()
  const commands = createCommands({ store: createWorldStore(now()), clock: { now }, snowflake: createSnowflakes(now) })
  return drafts.flatMap(({ scope, name, options }) => {
    const created = commands.create(scope, {
      type: 1,
      name,
      description: name,
      default_member_permissions: null,
      options: [...(options ?? [])],
    })
    return created.kind === 'done' ? [created.value.command] : []
  })
}

const minutes = { type: 4, name: 'minutes', description: 'How long', autocomplete: true }
const quiet = { type: 5, name: 'quiet', description: 'Without a ping' }
const grouped = {
  name: 'room',
  options: [{ type: 2, name: 'host', description: 'g', options: [{ type: 1, name: 'pass', description: 's', options: [minutes, quiet] }] }],
}

describe('a command line', () => {
  test('nests what is given below its group and sub-command, with the declared types', () => {
    const found = findCommandLine(commandsOf(grouped), ' /room  host pass ')

    const given = fillIn(found, { quiet: true, minutes: 5 })

    const leaves = [
      { name: 'quiet', type: 5, value: true },
      { name: 'minutes', type: 4, value: 5 },
    ]
    expect(given).toEqual([{ name: 'host', type: 2, options: [{ name: 'pass', type: 1, options: leaves }] }])
    expect(wrongOption(found.command.options ?? [], given, 'sending')).toBeUndefined()
  })

  test('marks the option that is being typed in, as text', () => {
    const found = findCommandLine(commandsOf(grouped), 'room host pass')

    const given = fillIn(found, { quiet: false }, { option: 'minutes', text: '1' })

    expect(given[0]?.options?.[0]?.options).toEqual([
      { name: 'quiet', type: 5, value: false },
      { name: 'minutes', type: 4, value: '1', focused: true },
    ])
    expect(() => fillIn(found, {}, { option: 'quiet', text: 'y' })).toThrow('The option "quiet" suggests nothing')
  })

  test('takes the command of the guild before the global one of the same name', () => {
    const commands = commandsOf({ name: 'watch' }, { scope: guildId, name: 'watch' })

    expect(findCommandLine(commands, '/watch').command.guild_id).toBe(guildId)
    expect(findCommandLine(commands.slice(0, 1), '/watch').command.guild_id).toBeUndefined()
  })

  test('of any text is found or refused in words', () => {
    const commands = commandsOf(grouped)
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'room ', '/room host '), (text, start) => {
        try {
          findCommandLine(commands, start + text)
        } catch (error) {
          expect(error).toBeInstanceOf(CannotActError)
        }
      }),
      { seed: 7 },
    )
  })
})
