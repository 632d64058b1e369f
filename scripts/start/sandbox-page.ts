import type { Page } from './build-pages.ts'

/** The small Discord in a browser. Only what starts the sandbox knows of it. */
export const sandboxPage: Page = {
  config: 'packages/sandbox/vite.config.ts',
  outDir: 'packages/sandbox/dist/page',
  sources: ['packages/sandbox/src/**/*.*', 'packages/sandbox/*.html'],
}
