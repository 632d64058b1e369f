import type { Frame } from 'playwright-core'
import { expect, test } from 'vitest'
import { positionOf, press, seekTo, settledSkewMs, statusOf, watchParties } from './watch-party.ts'

const { party, discord, flaws } = watchParties()
const people = (frame: Frame) => frame.getByRole('button', { name: /^People/ }).click()
const person = (frame: Frame, name: string) => frame.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name })
const says = (frame: Frame, text: string) => expect.poll(() => statusOf(frame), { timeout: 10_000 }).toContain(text)

test('a guest asks and is let steer; the remote is handed over, locked, and everybody starts together', async () => {
  const { tom, mara } = await party({ title: 'Lecture 1: Orbital mechanics' })
  await discord().join('guest')
  const gus = await discord().activity('guest')
  await press(tom, 'Play')
  await settledSkewMs(tom, gus)

  await people(gus)
  await press(gus, 'Ask for control')
  await press(tom, 'Give control to Gus')
  await says(gus, 'Tom and you steer')
  await seekTo(gus, 30)
  await expect.poll(() => positionOf(mara), { timeout: 10_000 }).toBeGreaterThan(29)
  expect(await person(gus, 'Gus').textContent()).toContain('Co-host')

  await people(tom)
  expect(
    await person(tom, 'Gus')
      .getByRole('button', { name: /Make host/ })
      .count(),
  ).toBe(0)
  await press(tom, 'Make host Mara')
  await says(mara, 'you steer')
  expect(await person(tom, 'Mara').textContent()).toContain('Host')

  await people(mara)
  await mara.getByRole('checkbox', { name: 'Only I steer' }).click()
  await says(gus, 'Mara alone steers')
  await expect.poll(() => tom.getByRole('slider', { name: 'Position' }).isDisabled()).toBe(true)
  expect(await flaws()).toEqual([])

  await press(mara, 'Pause')
  await press(mara, 'Start together: 3, 2, 1')
  await gus.getByText('Starting together').waitFor({ state: 'attached' })
  await settledSkewMs(mara, gus)
})

test('a request that is declined says so, and the panel is opened and closed from the keyboard', async () => {
  const { tom, mara } = await party({ title: 'Lecture 1: Orbital mechanics' })
  await mara.getByRole('button', { name: /^People/ }).focus()
  await discord().page.keyboard.press('Enter')
  await press(mara, 'Ask for control')
  await press(tom, 'Not now Mara')
  await mara.getByText('Not now, said the host').waitFor()
  await mara.getByRole('button', { name: 'Close People' }).press('Escape')

  await expect.poll(() => mara.getByRole('list', { name: 'People' }).count()).toBe(0)
  expect(await mara.evaluate(() => document.activeElement?.textContent)).toContain('People')
})
