import { defineConfig } from 'vite'

/** The Activity as a page: what a server serves at `/` behind Discord's proxy. */
export default defineConfig({
  root: `${import.meta.dirname}/app`,
  base: './',
  resolve: { conditions: ['@kaltura-discord/source', 'module', 'browser', 'import', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: `${import.meta.dirname}/dist/app`,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
