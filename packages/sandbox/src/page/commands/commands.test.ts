import { describe, expect, test } from 'vitest'
import { buildOptions, focusedOptions } from './command-options.ts'
import { commandLabel, entryPointCommand, matchingCommands, type SlashCommand, slashCommands } from './command-tree.ts'

const registered = [
  {
    id: '1',
    type: 1,
    name: 'kaltura',
    description: 'Kaltura',
    options: [
      {
        type: 1,
        name: 'watch',
        description: 'Watch a video together',
        options: [
          { type: 3, name: 'video', description: 'Which video', required: true, autocomplete: true },
          { type: 4, name: 'start', description: 'Start at second', min_value: 0, max_value: 600 },
          { type: 5, name: 'quiet', description: 'Tell nobody' },
        ],
      },
      { type: 2, name: 'meeting', description: 'Meetings', options: [{ type: 1, name: 'start', description: 'Start a meeting' }] },
    ],
  },
  { id: '2', name: 'ping', description: 'Is anybody there?' },
  { id: '3', type: 4, name: 'launch', handler: 1 },
  { id: '4', type: 3, name: 'Watch this' },
  { nonsense: true },
]
const all = slashCommands(registered)

describe('slash commands', () => {
  test('sub-commands and groups are flattened, other kinds and unreadable ones are left out', () => {
    expect(all.map(commandLabel)).toEqual(['/kaltura watch', '/kaltura meeting start', '/ping'])
  })

  test('the entry point is found apart', () => {
    expect(entryPointCommand(registered)).toEqual({ commandId: '3', name: 'launch' })
  })

  test('typing any word of a command finds it, its beginning first', () => {
    expect(matchingCommands(all, '/start').map(commandLabel)).toEqual(['/kaltura meeting start'])
    expect(matchingCommands(all, '/kaltura  w').map(commandLabel)).toEqual(['/kaltura watch'])
    expect(matchingCommands(all, '/anybody').map(commandLabel)).toEqual(['/ping'])
    expect(matchingCommands(all, '/zzz')).toEqual([])
  })
})

describe('options', () => {
  test('a filled form becomes what Discord sends, nested under its sub-command, with empty fields left out', () => {
    expect(buildOptions(command('/kaltura watch'), { video: '0_abc', start: '12', quiet: '' })).toEqual({
      kind: 'ready',
      options: [
        {
          name: 'watch',
          type: 1,
          options: [
            { name: 'video', type: 3, value: '0_abc' },
            { name: 'start', type: 4, value: 12 },
          ],
        },
      ],
    })
  })

  test('a group nests once more', () => {
    expect(buildOptions(command('/kaltura meeting start'), {})).toEqual({
      kind: 'ready',
      options: [{ name: 'meeting', type: 2, options: [{ name: 'start', type: 1, options: [] }] }],
    })
  })

  test('a command without sub-commands has flat options', () => {
    expect(buildOptions(command('/ping'), {})).toEqual({ kind: 'ready', options: [] })
  })

  test('what is missing or out of range is told field by field', () => {
    expect(buildOptions(command('/kaltura watch'), { video: ' ', start: '900' })).toEqual({
      kind: 'incomplete',
      problems: { video: 'This one is required.', start: 'At most 600.' },
    })
    expect(buildOptions(command('/kaltura watch'), { video: 'x', start: '1.5' })).toMatchObject({
      problems: { start: 'This needs a whole number.' },
    })
    expect(buildOptions(command('/kaltura watch'), { video: 'x', start: 'soon' })).toMatchObject({
      problems: { start: 'This needs a number.' },
    })
  })

  test('an autocomplete question carries the focused field even when it is empty, and no unreadable one', () => {
    expect(focusedOptions(command('/kaltura watch'), { start: 'soon', quiet: 'true' }, 'video')).toEqual([
      {
        name: 'watch',
        type: 1,
        options: [
          { name: 'video', type: 3, value: '', focused: true },
          { name: 'quiet', type: 5, value: true },
        ],
      },
    ])
  })
})

function command(label: string): SlashCommand {
  const found = all.find((each) => commandLabel(each) === label)
  if (!found) throw new Error(`no ${label}`)
  return found
}
