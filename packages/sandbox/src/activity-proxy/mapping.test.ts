import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createUrlMappings } from './mapping.ts'

test('whatever path is asked for, it stays at the target and below its directory', () => {
  const mappings = createUrlMappings()
  mappings.set('/', 'http://127.0.0.1:1/app')
  const segment = fc.oneof(
    fc.constantFrom('..', '.', '%2e%2e', '', '//', '\\', '@evil.example', ':80', '.proxy', '?', '#'),
    fc.webFragments(),
  )

  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
      const url = mappings.resolve(`/${segments.join('/')}`)
      expect(url?.origin).toBe('http://127.0.0.1:1')
      expect(url?.pathname === '/app' || url?.pathname.startsWith('/app/')).toBe(true)
    }),
    { seed: 1, numRuns: 500 },
  )
})
