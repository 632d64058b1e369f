import { describe, expect, test } from 'vitest'
import { type Action, asGuest, may, policy } from './policy.ts'
import type { Role } from './role.ts'

const actions = Object.keys(policy) as Action[]
const allowedTo = (role: Role) => actions.filter((action) => may(action, { role, granted: [] }).kind === 'allowed')

describe('the policy', () => {
  test('lets each role do what the one below may, and more', () => {
    expect(allowedTo('outsider')).toEqual([])
    expect(allowedTo('viewer')).toEqual(['watch', 'link'])
    expect(allowedTo('member')).toEqual(['watch', 'start', 'control', 'invite', 'link'])
    expect(allowedTo('manager')).toEqual(actions)
  })

  test('lets a grant do one thing, and says that it was a grant', () => {
    const granted: Action[] = ['start']

    expect(may('start', { role: 'viewer', granted })).toEqual({ kind: 'allowed', by: 'grant' })
    expect(may('start', { role: 'member', granted })).toEqual({ kind: 'allowed', by: 'role' })
    expect(may('control', { role: 'viewer', granted })).toEqual({ kind: 'refused', reason: 'member-may-not-control' })
  })

  test('has a reason of its own for each refusal', () => {
    const reasons = actions.map((action) => may(action, { role: 'outsider', granted: [] }))

    expect(new Set(reasons.map((decision) => decision.kind === 'refused' && decision.reason)).size).toBe(actions.length)
  })

  test('lets a guest from outside watch if they may inside, and no more', () => {
    expect(asGuest({ role: 'manager', granted: ['moderate'] })).toEqual({ role: 'viewer', granted: [] })
    expect(asGuest({ role: 'outsider', granted: ['watch', 'control'] })).toEqual({ role: 'viewer', granted: [] })
    expect(asGuest({ role: 'outsider', granted: ['control'] })).toEqual({ role: 'outsider', granted: [] })
  })
})
