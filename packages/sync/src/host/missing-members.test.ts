import { expect, test } from 'vitest'
import { join, room } from '../testing/room-story.ts'
import { createMissingMembers } from './missing-members.ts'

test('[PS8] who has been missing for three seconds is overdue, also by a clock that was set back meanwhile', () => {
  const missing = createMissingMembers()
  const overdue = (nowMs: number) => missing.overdue(room(join('ada'), join('bob')), (id) => id === 'ada', nowMs)

  expect([overdue(3_600_000), overdue(3_602_999)]).toEqual([[], []])
  expect([overdue(0), overdue(2999), overdue(3000)]).toEqual([[], [], ['bob']])
})
