import { expect, test } from 'vitest'
import { locksAfter, orientationLockArgs } from './orientation-lock.ts'

test('a lock that is left out stays, and null takes it away', () => {
  const before = { focused: 'unlocked', pip: 'landscape', grid: 'portrait' } as const

  expect(locksAfter(before, { lock_state: 2 })).toEqual({ focused: 'portrait', pip: 'landscape', grid: 'portrait' })
  expect(locksAfter(before, { lock_state: 3, picture_in_picture_lock_state: null, grid_lock_state: 1 })).toEqual({
    focused: 'landscape',
    grid: 'unlocked',
  })
})

test('a number that Discord does not have is not a lock', () => {
  expect(orientationLockArgs.safeParse({ lock_state: -1 }).success).toBe(false)
  expect(orientationLockArgs.safeParse({ lock_state: 1, grid_lock_state: 4 }).success).toBe(false)
})
