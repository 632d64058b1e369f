import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'

/** By the big button and the first suggestion, as a newcomer would. */
export async function startWatching(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Watch a video together' }).first().click()
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
}

/** What the Activity of this person has reported, once it is through with its script. */
export async function activityOf(page: Page, username: string): Promise<DOMStringMap> {
  const title = `Activity of ${username.charAt(0).toUpperCase()}${username.slice(1)}`
  const body = page.frameLocator(`iframe[title="${title}"]`).locator('body[data-done], body[data-fatal]')
  await body.waitFor()
  return body.evaluate((element) => ({ ...(element as HTMLElement).dataset }))
}

export async function edges(part: Locator): Promise<{ top: number; bottom: number }> {
  const box = await part.boundingBox()
  return { top: box?.y ?? 0, bottom: (box?.y ?? 0) + (box?.height ?? 0) }
}

/** What axe finds against WCAG 2.2 AA and its own best practices. */
export async function flaws(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .setLegacyMode()
    .exclude('iframe')
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
}

/** Waits until the picker's active option is this one. */
export async function expectActive(page: Page, label: string): Promise<void> {
  await page.locator('[role=option][aria-selected=true]', { hasText: label }).waitFor()
}
