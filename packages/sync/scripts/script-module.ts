/**
 * `synchronize` for a page without a bundler: one ES module file that needs nothing else. The package's build writes it; by hand:
 *
 *     node packages/sync/scripts/script-module.ts
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

if (import.meta.main) await writeScriptModule()

export async function scriptModule(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/browser/index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

export async function writeScriptModule(): Promise<void> {
  const file = fileURLToPath(new URL('../dist/synchronize.min.js', import.meta.url))
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, await scriptModule())
}
