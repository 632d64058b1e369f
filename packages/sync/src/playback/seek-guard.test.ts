import { expect, test } from 'vitest'
import { freshGuard, judgeSeek } from './seek-guard.ts'

test('[CT6] seeks that do not help come ever later, and the third failure is the last', () => {
  let guard = freshGuard
  const seeksAtMs: number[] = []
  for (let nowMs = 0; nowMs < 3_600_000; nowMs += 125) {
    const verdict = judgeSeek(guard, 5000, nowMs)
    guard = verdict.guard
    if (verdict.kind === 'seek') seeksAtMs.push(nowMs)
  }

  expect(seeksAtMs).toEqual([0, 4000, 12_000])
  expect(judgeSeek(guard, 5000, 1e9).kind).toBe('give-up')
})
