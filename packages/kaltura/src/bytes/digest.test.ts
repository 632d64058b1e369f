import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digest, webDigest } from './digest.ts'

test('a digest is what Web Crypto says it is', async () => {
  const names = fc.constantFrom('SHA-1' as const, 'SHA-256' as const, 'SHA-512' as const)
  const property = fc.asyncProperty(names, fc.uint8Array({ maxLength: 300 }), async (name, bytes) => {
    const given = Uint8Array.from(bytes)
    expect([...(await digest(name, given))]).toEqual([...(await webDigest(name, given))])
  })
  await fc.assert(property, { seed: 3, numRuns: 200 })
})
