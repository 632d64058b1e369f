import { expect, test } from 'vitest'
import { personName } from './person-name.ts'

test.each([
  ['Mara Lind', { firstName: 'Mara', lastName: 'Lind' }],
  ['  Anna  Maria von Groß ', { firstName: 'Anna', lastName: 'Maria von Groß' }],
  ['mara', { firstName: 'mara' }],
  ['👩‍🏫 Mara', { firstName: '👩‍🏫', lastName: 'Mara' }],
  ['Ma\u202era\u0000 L\ud800ind', { firstName: 'Ma', lastName: 'ra L ind' }],
  ['  \n ', { firstName: 'discord_1' }],
  ['', { firstName: 'discord_1' }],
])('the name %j is taken apart as %j', (name, parts) => {
  expect(personName(name, 'discord_1')).toEqual(parts)
})

test('a name has 60 characters at most, and none of them is cut in half', () => {
  expect(personName('👍'.repeat(100), 'discord_1')).toEqual({ firstName: '👍'.repeat(60) })
})
