import { defineConfig } from 'vite'

/** `base: './'` because Discord's proxy may serve the page below a prefix; the condition lets it build beside unbuilt packages. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: { conditions: ['@kaltura-discord/source', 'module', 'browser', 'import', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
})
