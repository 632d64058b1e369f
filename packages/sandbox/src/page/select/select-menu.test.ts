import { expect, test } from 'vitest'
import type { SandboxState } from '../../control/contract.ts'
import { choiceProblem, choicesOf, readSelect } from './select-menu.ts'

const options = [
  { label: 'Slow', value: '0.5', description: 'Half speed' },
  { label: 'Usual', value: '1', default: true },
]

test('a menu of words is read with its limits and what is chosen already', () => {
  expect(readSelect({ type: 3, custom_id: 'speed', options, max_values: 2 })).toEqual({
    type: 3,
    customId: 'speed',
    source: 'options',
    options: [
      { value: '0.5', name: 'Slow', detail: 'Half speed' },
      { value: '1', name: 'Usual', detail: undefined },
    ],
    placeholder: 'Choose…',
    min: 1,
    max: 2,
    disabled: false,
    preset: ['1'],
  })
})

test('people, roles and channels come from the server as it is now', () => {
  const role = { id: '30', name: 'Staff', color: '' }
  const person = { username: '', part: 'member' as const, color: '', roles: [role] }
  const state = {
    members: [
      { ...person, userId: '20', displayName: 'Mara' },
      { ...person, userId: '21', displayName: 'Tom' },
    ],
    channels: [{ id: '11', name: 'watch-party' }],
  }
  const namesOf = (type: number) => {
    const menu = readSelect({ type, custom_id: 'x' })
    return menu && choicesOf(menu, { ...empty, ...state }).map((choice) => choice.name)
  }

  expect([5, 6, 7, 8].map(namesOf)).toEqual([['Mara', 'Tom'], ['Staff'], ['Mara', 'Tom', 'Staff'], ['#watch-party']])
})

test('too few and too many are said in words, and an optional menu may stay empty', () => {
  const menu = readSelect({ type: 5, custom_id: 'x', min_values: 2, max_values: 3 })
  const optional = readSelect({ type: 5, custom_id: 'x', required: false })

  expect(menu && [['a'], ['a', 'b'], ['a', 'b', 'c', 'd']].map((chosen) => choiceProblem(menu, chosen))).toEqual([
    'Choose at least 2.',
    undefined,
    'Choose at most 3.',
  ])
  expect(optional && choiceProblem(optional, [])).toBeUndefined()
})

test('a button, a menu without a custom id and more options than Discord has are not menus', () => {
  expect(readSelect({ type: 2, custom_id: 'x' })).toBeUndefined()
  expect(readSelect({ type: 3, options })).toBeUndefined()
  expect(readSelect({ type: 3, custom_id: 'x', options: Array.from({ length: 26 }, () => options[0]) })).toBeUndefined()
})

const empty: SandboxState = {
  guild: { id: '1', name: 'g' },
  channels: [],
  guilds: [],
  directs: [],
  installedFor: [],
  voiceChannels: [],
  events: [],
  invites: [],
  quickLinks: [],
  members: [],
  bot: { id: '2', name: 'b', online: true },
  commands: [],
  messages: [],
  instances: [],
  modals: [],
  clients: {},
  faults: [],
  seed: 1,
  scenario: { kind: 'idle' },
  kaltura: { entries: [], deliveries: [], meetings: [], beacons: [] },
}
