import { resolve } from 'node:path'
import { buildPages } from '../../scripts/start/build-pages.ts'
import { activityPage } from '../../scripts/start/pages.ts'
import { sandboxPage } from '../../scripts/start/sandbox-page.ts'

/** The pages that browsers open in the stories, built before the first of them if their sources changed. */
export async function setup(): Promise<void> {
  await buildPages(resolve(import.meta.dirname, '../..'), [activityPage, sandboxPage])
}
