import { describe, expect, test } from 'vitest'
import { resolveReferences } from './references.ts'

const results = [{ ks: 'the-ks' }, { totalCount: 1, objects: [{ id: '0_abc', duration: 60 }] }]

describe('references of a multirequest', () => {
  test('take values out of earlier answers, also deep inside of parameters', () => {
    const params = { ks: '{1:result:ks}', filter: { idIn: ['{2:result:objects:0:id}'], duration: '{2:result:objects:0:duration}' } }
    expect(resolveReferences(params, results)).toEqual({ ks: 'the-ks', filter: { idIn: ['0_abc'], duration: 60 } })
  })

  test('may stand inside of a longer text', () => {
    expect(resolveReferences('{2:result:objects:0:id},0_def', results)).toBe('0_abc,0_def')
  })

  test.each(['{3:result:ks}', '{0:result:ks}', '{1:result:constructor}', '{2:result:objects:7:id}', '{1:result:ks:0:x}'])(
    '%s leads nowhere and stays',
    (text) => {
      expect(resolveReferences(text, results)).toBe(text)
    },
  )
})
