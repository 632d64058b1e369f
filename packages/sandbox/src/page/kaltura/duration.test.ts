import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

test('durations read as on a player', () => {
  expect([9, 724, 3723, 59.6].map(formatDuration)).toEqual(['0:09', '12:04', '1:02:03', '1:00'])
})
