import { expect, test } from 'vitest'
import { memberPermissions } from './permissions.ts'

const roles = [
  { id: '1', permissions: '1024' },
  { id: '30', permissions: '32' },
  { id: '31', permissions: '8' },
]
const given = { guildId: '1', ownerId: '99', userId: '5', roles, roleIds: [] as string[] }

test('everyone has what @everyone has', () => {
  expect(memberPermissions(given)).toBe('1024')
})

test('roles add up', () => {
  expect(memberPermissions({ ...given, roleIds: ['30'] })).toBe('1056')
})

test('an administrator and the owner have all', () => {
  const all = ((1n << 53n) - 1n).toString()
  expect(memberPermissions({ ...given, roleIds: ['31'] })).toBe(all)
  expect(memberPermissions({ ...given, ownerId: '5' })).toBe(all)
})

test('a role of another guild adds nothing', () => {
  expect(memberPermissions({ ...given, roleIds: ['777'] })).toBe('1024')
})
