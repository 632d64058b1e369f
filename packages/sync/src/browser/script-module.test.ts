import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scriptModule } from '../../scripts/script-module.ts'

test('[SY4] the script module is one file of at most 13 kB, gzipped, that imports nothing and exports synchronize', async () => {
  const bytes = await scriptModule()
  const text = Buffer.from(bytes).toString()

  expect(gzipSync(bytes).byteLength).toBeLessThanOrEqual(13 * 1024)
  expect(text).not.toMatch(/\bimport\b/)
  expect(text).toMatch(/export\{.*\bas synchronize\b/)
})
