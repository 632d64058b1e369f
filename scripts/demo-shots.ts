import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { launchBrowser } from '../test/browser.ts'
import { openDiscord } from '../test/story/party.ts'
import { createProgress } from './start/progress.ts'
import { startSandbox } from './start/sandbox.ts'

/** Plays the main story in a real browser and keeps what a person would have seen, at a desktop's and at a phone's width. */
const root = resolve(import.meta.dirname, '..')
const folder = resolve(root, 'docs/screenshots')
const progress = createProgress(process.stdout)

await mkdir(folder, { recursive: true })
const everything = await startSandbox({ root, progress })
const browser = await launchBrowser()
const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000))

const discord = await openDiscord(browser, everything.sandbox)
const shoot = async (name: string, page = discord.page) => {
  await page.screenshot({ path: resolve(folder, `${name}.png`) })
  progress.step(`${name}.png`)
}
await shoot('1-start')
await discord.become('member')
await discord.page.getByRole('combobox', { name: 'Command' }).focus()
await discord.page.keyboard.type('/wat')
await shoot('2-slash-command')
await discord.page.keyboard.press('Tab')
await discord.page.getByRole('option').first().waitFor()
await discord.page.keyboard.type('Lec')
const lecture = discord.page.getByRole('option', { name: /Lecture 2/ })
await discord.page.getByRole('option', { name: /Motion lab/ }).waitFor({ state: 'detached' })
await lecture.waitFor()
await shoot('3-suggestions')
await lecture.click()
await discord.page.keyboard.press('Enter')
await discord.page.getByRole('button', { name: 'Watch Together' }).last().waitFor()
await shoot('4-card')
await discord.pressWatchTogether()
const tom = await discord.activity('member')
await discord.join('manager')
await discord.activity('manager')
await tom.getByRole('button', { name: 'Play', exact: true }).click()
await seconds(4)
await shoot('watch-together')
await discord.join('guest')
await discord.activity('guest')
await seconds(3)
await shoot('5-three-people')
await discord.page.getByRole('button', { name: /Publish a recording/ }).click()
await discord.page.getByText(/A new (recording|video) is ready\./).waitFor()
await shoot('6-recording')

const phone = await openDiscord(browser, everything.sandbox, { width: 390, height: 844 })
await seconds(4)
await shoot('7-phone', phone.page)
const activity = await browser.newPage({ viewport: { width: 390, height: 844 } })
await activity.goto(everything.sandbox.activityOrigin)
await activity.getByRole('heading').waitFor()
await shoot('8-outside-discord', activity)

await browser.close()
await everything.close()
process.exit(0)
