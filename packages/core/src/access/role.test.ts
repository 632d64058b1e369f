import { describe, expect, test } from 'vitest'
import type { GuildBinding } from './guild-binding.ts'
import { permissions } from './permission.ts'
import { explainRole } from './role.ts'

const binding: GuildBinding = {
  guildId: '1',
  connection: 'main',
  scope: { tags: [], categories: [] },
  controllers: ['31'],
  announceChannelId: undefined,
}
const member = { userId: '5', displayName: 'admin', roleIds: [] as string[], permissions: '0' }
const holding = (name: keyof typeof permissions) => ({ ...member, permissions: permissions[name].toString() })

describe('explainRole', () => {
  test('who may manage the guild is a manager, by that permission and whatever their roles', () => {
    expect(explainRole(holding('MANAGE_GUILD'), binding)).toEqual({
      role: 'manager',
      because: { kind: 'permission', permission: 'MANAGE_GUILD' },
    })
    expect(explainRole({ ...holding('ADMINISTRATOR'), roleIds: ['31'] }, { ...binding, controllers: [], watchers: [] })).toEqual({
      role: 'manager',
      because: { kind: 'permission', permission: 'ADMINISTRATOR' },
    })
  })

  test('who holds a controller role is a member, by id and not by name', () => {
    expect(explainRole({ ...member, roleIds: ['31'] }, binding)).toEqual({ role: 'member', because: { kind: 'role', roleId: '31' } })
    expect(explainRole({ ...member, roleIds: ['310', '3'] }, binding)).toEqual({ role: 'viewer', because: { kind: 'everyone' } })
  })

  test('[C45] the words of a name give nobody anything, in a nickname or in the name of a role', () => {
    const named = { ...member, displayName: 'Server Owner', roleIds: ['41'] }

    expect(explainRole(named, { ...binding, managers: ['admin', 'owner', 'ADMINISTRATOR'] }).role).toBe('viewer')
  })

  test('a permission may stand for a role id, and an administrator holds every permission', () => {
    const byPermission = { ...binding, controllers: ['MANAGE_EVENTS'] }

    expect(explainRole(holding('MANAGE_EVENTS'), byPermission)).toEqual({
      role: 'member',
      because: { kind: 'permission', permission: 'MANAGE_EVENTS' },
    })
    expect(explainRole(holding('MUTE_MEMBERS'), byPermission).role).toBe('viewer')
    expect(explainRole(holding('ADMINISTRATOR'), { ...binding, managers: ['MOVE_MEMBERS'] }).role).toBe('manager')
  })

  test('of several roles the highest wins, in whatever order a person has them', () => {
    const all = { ...binding, managers: ['51'], controllers: ['31'], watchers: ['21'] }
    const roles = [['21', '31', '51'], ['51', '21'], ['21', '31'], ['21'], []].map(
      (roleIds) => explainRole({ ...member, roleIds }, all).role,
    )

    expect(roles).toEqual(['manager', 'manager', 'member', 'viewer', 'outsider'])
  })

  test('everyone is a member where the operator says so, but not past a list of who may watch', () => {
    const open = { ...binding, controllers: 'everyone' } as const

    expect(explainRole(member, open).role).toBe('member')
    expect(explainRole(member, { ...open, watchers: ['21'] })).toEqual({ role: 'outsider', because: undefined })
    expect(explainRole({ ...member, roleIds: ['21'] }, { ...open, watchers: ['21'] }).role).toBe('member')
  })

  test('a list of who may steer leads past a list of who may watch', () => {
    expect(explainRole({ ...member, roleIds: ['31'] }, { ...binding, watchers: ['21'] }).role).toBe('member')
  })
})
