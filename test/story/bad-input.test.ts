import { cast } from '@kaltura-discord/sandbox'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../activity-client.ts'
import { launchBrowser } from '../browser.ts'
import { act, type MemberPart, openDiscord, startEverything, useWatch } from './party.ts'

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

/** What only this member is told about a `/kaltura watch`. */
async function answerTo(part: MemberPart, video: string) {
  const before = everything.sandbox.state().messages.length
  await useWatch(everything.sandbox, part, video)
  const message = await eventually(() => everything.sandbox.state().messages[before], 'an answer')
  return { text: message.content, onlyForThem: message.onlyFor === cast.members[part].userId }
}

describe('a slash command that can’t be followed', () => {
  const unknown = 'There is no such video here. Type a few letters of its title and choose a suggestion.'

  test('for an entry that does not exist, and for one outside the scope of the guild, says the same', async () => {
    expect(await answerTo('member', '0_nothing1')).toEqual({ text: unknown, onlyForThem: true })
    expect(await answerTo('member', '0_staff1ab')).toEqual({ text: unknown, onlyForThem: true })
  })

  test('for free text asks for a suggestion, for an unready entry for patience, for a guest names who can help', async () => {
    expect((await answerTo('member', 'my holiday, please')).text).toContain('Choose one of the suggestions')
    expect((await answerTo('member', '0_lec03abc')).text).toContain('still being prepared')
    expect((await answerTo('guest', '0_lec01abc')).text).toContain('Ask someone with the right role')
  })

  test('never suggests what is out of scope or not ready', async () => {
    const discord = await openDiscord(browser, everything.sandbox)
    await discord.page.getByRole('button', { name: 'Watch a video together' }).click()
    await discord.page.getByRole('option').first().waitFor()
    const suggested = (await discord.page.getByRole('option').allTextContents()).join()

    expect(suggested).toContain('Lecture 1: Orbital mechanics')
    expect(suggested).not.toMatch(/Faculty meeting|Light curves|asteroids/)
    await discord.close()
  })
})

describe('Watch Together where Discord starts no Activity', () => {
  test('tells the presser so, instead of failing', async () => {
    const { sandbox } = everything
    await useWatch(sandbox, 'member', '0_lec01abc')
    const card = await eventually(() => sandbox.state().messages.findLast(({ components }) => components.length > 0), 'a card')
    const before = sandbox.state().messages.length
    const refusal = { place: 'discord-rest', kind: 'status', status: 403, path: '/callback', times: 1 }
    await fetch(`${sandbox.url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(refusal),
    })

    await act(sandbox, 'member', 'components', { messageId: card.id, customId: 'kaltura-discord:watch:0_lec01abc' })
    const told = await eventually(() => sandbox.state().messages[before], 'an answer')

    expect(told).toMatchObject({
      onlyFor: cast.members.member.userId,
      content: expect.stringContaining('does not start the Activity here'),
    })
  })
})

describe('an Activity in an unexpected place', () => {
  test('outside Discord says how to get in', async () => {
    const page = await browser.newPage()
    await page.goto(everything.sandbox.activityOrigin)

    await page.getByRole('heading', { name: 'Open this in Discord' }).waitFor()
    expect(await page.textContent('main')).toContain('/kaltura watch')
    await page.close()
  })

  test('in a direct message says that it wants a server', async () => {
    const page = await browser.newPage()
    await page.goto(`${everything.sandbox.activityOrigin}/?instance_id=i-1&frame_id=f&platform=desktop`)

    await page.getByRole('heading', { name: 'Watch in a server' }).waitFor()
    await page.close()
  })

  test('launched by somebody who may not choose says that nothing was chosen, and offers another try', async () => {
    const discord = await openDiscord(browser, everything.sandbox)
    await answerTo('member', '0_lec02abc')
    await discord.become('guest')
    await discord.pressWatchTogether()
    const frame = await eventually(() => discord.page.frames().find((candidate) => candidate.url().includes('instance_id')), 'the frame')

    await frame.getByText('Nothing was chosen to watch here yet.').waitFor()
    await frame.getByRole('button', { name: 'Try again' }).waitFor()
    await eventually(
      () => everything.sandbox.state().messages.find(({ content }) => content.includes('not start a watch party here')),
      'the hint',
    )
    await discord.leave('guest')
    await discord.close()
  })

  test('whose browser closes in the middle of a launch is there for the next one', async () => {
    const cut = await openDiscord(browser, everything.sandbox)
    await cut.become('member')
    await cut.watch('Lecture 1: Orbital mechanics')
    await cut.pressWatchTogether()
    await eventually(() => everything.sandbox.state().instances[0], 'the launch')
    await cut.close()

    const again = await openDiscord(browser, everything.sandbox)
    const tom = await again.activity('member')
    await tom.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(() => tom.evaluate(() => document.querySelector('video')?.paused)).toBe(false)
    await again.leave('member')
    await again.close()
  })
})

describe('a button of yesterday', () => {
  test('that names nothing Kaltura knows is refused inside the Activity, in words', async () => {
    const discord = await openDiscord(browser, everything.sandbox)
    const before = everything.sandbox.state().messages.length
    await useWatch(everything.sandbox, 'member', '0_lec01abc')
    const card = await eventually(() => everything.sandbox.state().messages[before], 'the card')
    const forged = act(everything.sandbox, 'member', 'components', { messageId: card.id, customId: 'kaltura-discord:watch:0_staff1ab' })

    await expect(forged).rejects.toThrow(/HTTP 4/)
    await discord.close()
  })
})
