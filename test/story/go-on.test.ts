import { expect, test } from 'vitest'
import { positionOf, press, seekTo, settledSkewMs, statusOf, watchParties } from './watch-party.ts'

const { party, discord } = watchParties()
const moved = 'Lecture 1: Orbital mechanics'

test('a channel that did not watch to the end is asked whether to continue there, and only whoever steers is asked', async () => {
  const before = await party({ title: moved })
  await seekTo(before.tom, 30)
  await expect.poll(() => positionOf(before.mara)).toBe(30)
  for (const part of ['member', 'manager'] as const) await discord().leave(part)
  await discord().close()

  const { tom, mara } = await party({ title: 'Lecture 2: Tides and moons' })
  await tom.getByText(`Continue “${moved}” at 0:30?`).waitFor()
  expect(await mara.getByText('Continue').count()).toBe(0)
  expect(await positionOf(tom)).toBe(0)
  await press(tom, 'Continue')

  for (const frame of [tom, mara])
    await expect.poll(() => frame.getByRole('heading', { level: 1 }).textContent(), { timeout: 15_000 }).toBe(moved)
  await settledSkewMs(tom, mara)
  expect(await positionOf(mara)).toBeGreaterThan(30)
  expect(await statusOf(mara)).toContain('Tom steers')
})
