import { describe, expect, test } from 'vitest'
import type { GuildBinding } from './guild-binding.ts'
import { mayControl, mayModerate, roleOf } from './role.ts'

const binding: GuildBinding = {
  guildId: '1',
  connection: 'main',
  scope: { tags: [], categories: [] },
  controllers: ['31'],
  announceChannelId: undefined,
}
const member = { userId: '5', displayName: 'admin', roleIds: [] as string[], permissions: '0' }

describe('roleOf', () => {
  test('who may manage the guild is a manager, whatever their roles', () => {
    expect(roleOf({ ...member, permissions: (1n << 5n).toString() }, binding)).toBe('manager')
    expect(roleOf({ ...member, permissions: (1n << 3n).toString() }, binding)).toBe('manager')
  })

  test('who holds a controller role is a member, by id and not by name', () => {
    expect(roleOf({ ...member, roleIds: ['31'] }, binding)).toBe('member')
    expect(roleOf({ ...member, roleIds: ['310', '3'] }, binding)).toBe('viewer')
  })

  test('everyone is at least a member where the operator says so', () => {
    expect(roleOf(member, { ...binding, controllers: 'everyone' })).toBe('member')
  })

  test('only viewers may not hold the remote', () => {
    expect((['manager', 'member', 'viewer'] as const).map(mayControl)).toEqual([true, true, false])
  })

  test('only managers may take the remote from others', () => {
    expect((['manager', 'member', 'viewer'] as const).map(mayModerate)).toEqual([true, false, false])
  })
})
