import { defineConfig } from 'vite'

/** Builds the sandbox's page from `index.html` beside this file: `vite build packages/sandbox --config packages/sandbox/vite.config.ts`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  build: { outDir: 'dist/page', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false }, reportCompressedSize: false },
})
