import type { Page } from './build-pages.ts'

const shared = ['packages/{api,core,kaltura,sync}/src/**/*.{ts,tsx}']

/** The Activity, as servers serve it. */
export const activityPage: Page = {
  config: 'packages/activity-ui/vite.config.ts',
  outDir: 'packages/activity-ui/dist/app',
  sources: [...shared, 'packages/activity-ui/{src,app}/**/*.*'],
}
