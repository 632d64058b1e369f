import { expect, test } from 'vitest'
import { positionOf, press, seekTo, settledSkewMs, statusOf, watchParties } from './watch-party.ts'

const { party, opened, discord, sandbox, lookIn } = watchParties()
const moved = 'Lecture 1: Orbital mechanics'

/** Tom and Mara watch the first lecture to its thirtieth second, and leave. */
async function leftOff(): Promise<void> {
  const { tom, mara } = await party({ title: moved })
  await seekTo(tom, 30)
  await expect.poll(() => positionOf(mara)).toBe(30)
  for (const part of ['member', 'manager'] as const) await discord().leave(part)
  await discord().close()
}

test('a channel that did not watch to the end is asked whether to continue there, and only whoever steers is asked', async () => {
  await leftOff()

  const { tom, mara } = await party({ title: 'Lecture 2: Tides and moons' })
  await tom.getByText(`Continue “${moved}” at 0:30?`).waitFor()
  expect(await mara.getByText('Continue').count()).toBe(0)
  expect(await positionOf(tom)).toBe(0)
  await press(tom, 'Continue')

  for (const frame of [tom, mara]) await expect.poll(() => frame.getByRole('heading', { level: 1 }).textContent()).toBe(moved)
  await settledSkewMs(tom, mara)
  expect(await positionOf(mara)).toBeGreaterThan(30)
  expect(await statusOf(mara)).toContain('Tom steers')
})

test('an Activity that was opened by itself offers to continue there, and then plays for whoever comes', async () => {
  await leftOff()

  const alone = await opened()
  await alone.getByText(`This channel stopped “${moved}” at 0:30.`).waitFor()
  const whole = { flaws: [], cut: 0, panels: 0 }
  expect(await lookIn('member', { device: 'phone', layout: 'focused', held: 'portrait' }, 390)).toEqual(whole)
  expect(await lookIn('member', { device: 'desktop', layout: 'pip' }, 320)).toEqual(whole)
  expect(await lookIn('member', { device: 'phone' }, 108)).toEqual(whole)
  sandbox().as('member').client({ device: 'desktop', layout: 'focused' })
  await press(alone, 'Continue')
  const tom = await discord().activity('member')
  await discord().join('manager')
  const mara = await discord().activity('manager')

  expect(await tom.getByRole('heading', { level: 1 }).textContent()).toBe(moved)
  await settledSkewMs(tom, mara)
  expect(await positionOf(mara)).toBeGreaterThan(30)
  expect(await statusOf(mara)).toContain('Tom steers')
  expect(await tom.getByText('Continue').count()).toBe(0)
})
