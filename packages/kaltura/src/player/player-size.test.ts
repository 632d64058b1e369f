import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** All of ours that a page loads for the player; Kaltura's own script is not in it. */
async function bundled() {
  const { outputFiles, metafile } = await build({
    entryPoints: [new URL('index.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    conditions: ['@kaltura-discord/source'],
    metafile: true,
  })
  return { bytes: outputFiles[0]?.contents ?? new Uint8Array(), files: Object.keys(metafile.inputs) }
}

test('the player adapter costs a page at most 4 kB, and no KS code is in it', async () => {
  const { bytes, files } = await bundled()

  expect(bytes.byteLength).toBeGreaterThan(1000)
  expect(gzipSync(bytes).byteLength).toBeLessThanOrEqual(4096)
  expect(files.filter((file) => /\/(ks|grants|client|bytes)\//.test(file))).toEqual([])
})
