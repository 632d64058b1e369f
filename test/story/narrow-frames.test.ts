import type { Frame } from 'playwright-core'
import { expect, test } from 'vitest'
import { press, watchParties } from './watch-party.ts'

const { party, discord, sandbox, lookIn } = watchParties()
const problem = { code: 'entry-not-ready', status: 403, title: 'This video is still being prepared.', retryable: true }

/** Mara has the queue open, and does not see what the room went on to. */
async function refusedBesideTheQueue(): Promise<Frame> {
  const { tom, mara } = await party({ title: 'Lecture 1: Orbital mechanics' })
  await discord().page.route('**/api/v1/activity/entry', (route) =>
    route.request().frame() === mara ? route.fulfill({ status: 403, json: problem }) : route.continue(),
  )
  await tom.getByRole('button', { name: /^Queue/ }).click()
  await tom.getByRole('searchbox', { name: 'Find a video' }).fill('Tides')
  await press(tom, 'Find')
  await tom.getByRole('button', { name: /^Add Lecture 2/ }).click()
  await mara.getByRole('button', { name: /^Queue/ }).click()
  await press(tom, 'Play the next one now')
  await mara.getByRole('alert').waitFor()
  return mara
}

test('beside an open panel "Try again" can be pressed in every window; in picture-in-picture there is no panel', async () => {
  const mara = await refusedBesideTheQueue()
  const open = { flaws: [], cut: 0, panels: 1 }

  expect(await lookIn('manager', { device: 'phone', layout: 'focused', held: 'portrait' }, 390)).toEqual(open)
  expect(await lookIn('manager', { held: 'landscape' }, 844)).toEqual(open)
  expect(await lookIn('manager', { device: 'desktop', layout: 'grid' }, 480)).toEqual(open)
  expect(await lookIn('manager', { layout: 'pip' }, 320)).toEqual({ ...open, panels: 0 })
  expect(await lookIn('manager', { device: 'phone', held: 'portrait' }, 108)).toEqual({ ...open, panels: 0 })
  sandbox().as('manager').client({ device: 'desktop', layout: 'focused' })
  await discord().page.unroute('**/api/v1/activity/entry')
  await press(mara, 'Try again')
  await expect.poll(() => mara.getByRole('alert').count()).toBe(0)
})
