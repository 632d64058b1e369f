import type { Frame } from 'playwright-core'
import { expect, test } from 'vitest'
import { positionOf, press, seekTo, settledSkewMs, statusOf, watchParties } from './watch-party.ts'

const { party, discord, flaws } = watchParties()
const people = (frame: Frame) => frame.getByRole('button', { name: /^People/ }).click()
const person = (frame: Frame, name: string) => frame.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name })
const says = (frame: Frame, text: string) => expect.poll(() => statusOf(frame)).toContain(text)

/** Makes a player say that it has no more data, or that it has some again. */
const runDry = (frame: Frame, dry: boolean) =>
  frame.evaluate((isDry) => {
    const video = document.querySelector('video')
    if (!video) return
    if (isDry) Object.defineProperty(video, 'readyState', { configurable: true, get: () => 2 })
    else Reflect.deleteProperty(video, 'readyState')
    video.dispatchEvent(new Event(isDry ? 'waiting' : 'canplay'))
  }, dry)

test('a guest asks and is let steer; the remote is handed over, locked, everybody starts together, and waits for who stalls', async () => {
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
  await expect.poll(() => positionOf(mara)).toBeGreaterThan(29)
  await expect.poll(() => person(gus, 'Gus').textContent()).toContain('Co-host')

  await people(tom)
  expect(
    await person(tom, 'Gus')
      .getByRole('button', { name: /Make host/ })
      .count(),
  ).toBe(0)
  await press(tom, 'Make host Mara')
  await says(mara, 'you steer')
  await expect.poll(() => person(tom, 'Mara').textContent()).toContain('Host')

  await people(mara)
  await mara.getByRole('checkbox', { name: 'Only I steer' }).click()
  await says(gus, 'Mara alone steers')
  await expect.poll(() => tom.getByRole('slider', { name: 'Position' }).isDisabled()).toBe(true)
  expect(await flaws()).toEqual([])

  await press(mara, 'Pause')
  const counted = gus.getByText('Starting together').waitFor({ state: 'attached' }) // from before: it is there for three seconds
  await press(mara, 'Start together: 3, 2, 1')
  await counted
  await settledSkewMs(mara, gus)

  await mara.getByRole('combobox', { name: 'Wait, if one stalls' }).selectOption('for anybody')
  await runDry(gus, true)
  await says(tom, 'Waiting for Gus')
  await runDry(gus, false)
  await settledSkewMs(tom, gus)
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
  await expect.poll(() => mara.evaluate(() => document.activeElement?.textContent)).toContain('People')
})

test('a guest suggests, a member votes, the host accepts, and the next video plays for everybody who may see it', async () => {
  const { tom, mara } = await party({ title: 'Lecture 1: Orbital mechanics' })
  await discord().join('guest')
  const gus = await discord().activity('guest')
  const queue = (frame: Frame) => frame.getByRole('button', { name: /^Queue/ }).click()
  await press(tom, 'Play')
  await settledSkewMs(tom, gus)

  await queue(gus)
  await gus.getByRole('searchbox', { name: 'Find a video' }).fill('Tides')
  await press(gus, 'Find')
  await gus.getByRole('button', { name: /^Suggest Lecture 2/ }).click()
  await queue(mara)
  await mara.getByRole('button', { name: /Vote for Lecture 2/ }).click()
  await queue(tom)
  await tom.getByRole('button', { name: /👍 1/ }).waitFor()
  expect(await tom.getByRole('list', { name: 'Suggested' }).textContent()).toContain('by Gus')
  await tom.getByRole('button', { name: /^Accept/ }).click()
  expect(await flaws()).toEqual([])
  const problem = { code: 'entry-not-ready', status: 403, title: 'This video is still being prepared.', retryable: true }
  await discord().page.route('**/api/v1/activity/entry', (route) =>
    route.request().frame() === mara ? route.fulfill({ status: 403, json: problem }) : route.continue(),
  )
  await press(tom, 'Play the next one now')
  expect(await mara.getByRole('alert').textContent()).toMatch(/^This video is still being prepared\..*You keep your seat\./)
  expect(await flaws()).toEqual([])
  await discord().page.unroute('**/api/v1/activity/entry')
  await press(mara, 'Try again')

  for (const frame of [tom, mara, gus])
    await expect.poll(() => frame.getByRole('heading', { level: 1 }).textContent()).toBe('Lecture 2: Tides and moons')
  await settledSkewMs(tom, gus)
  await settledSkewMs(tom, mara)
  expect(await positionOf(gus)).toBeGreaterThan(0)
  expect(await positionOf(gus)).toBeLessThan(30)

  await press(gus, 'React')
  const seen = mara.locator('.kd-reactions').getByText('👏').waitFor({ state: 'attached' })
  await press(gus, 'Applause')
  await seen
})
