import type { Options } from 'tsup'

/** How every published package is built: ESM and CJS, with types for both, one file per entry of its `exports`. */
export function library(sources: readonly string[]): Options {
  return {
    entry: Object.fromEntries(sources.map((source) => [source.replace(/^src\//, '').replace(/\.tsx?$/, ''), source])),
    format: ['esm', 'cjs'],
    dts: true,
    clean: ['!app/**', '!page/**'], // what vite builds beside it stays
    silent: true,
    shims: true, // import.meta.url in CJS
    splitting: true,
    target: 'es2023',
    platform: 'neutral',
    removeNodeProtocol: false, // without its prefix node:sqlite is another module
    external: [/^node:/, 'cloudflare:workers'],
  }
}
