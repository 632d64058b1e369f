import { InvalidInputError } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPrivileges } from './privilege-notation.ts'
import { privileges } from './privileges.ts'

describe('privileges', () => {
  test('puts the values of one name together, since a repeated name would lose all but the last', () => {
    expect(privileges({ sview: ['1_abc', '1_def', '1_abc'], list: ['*'], enableentitlement: true, actionslimit: 4 })).toBe(
      'sview:1_abc/1_def,list:*,enableentitlement,actionslimit:4',
    )
  })

  test('writes each path once', () => {
    expect(privileges({ urirestrict: ['/ping', '/api_v3/*', '/ping'] })).toBe('urirestrict:/ping|/api_v3/*')
  })

  test('writes a display name so that it stays one value, whatever it is', () => {
    const property = fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (firstName) => {
      fc.pre(!/\p{Surrogate}/u.test(firstName) && firstName.length <= 200)
      const read = readPrivileges(privileges({ firstName, role: 'viewerRole' }))

      expect([...read.keys()]).toEqual(['firstName', 'role'])
      expect(decodeURIComponent(read.get('firstName')?.join('/') ?? '')).toBe(firstName)
    })
    fc.assert(property, { seed: 7, numRuns: 300 })
  })

  test('writes what the pages of KAF read', () => {
    expect(
      privileges({ actionslimit: -1, userId: 'ada@example.org', eventId: '421', userContextualRole: '0', email: 'ada@example.org' }),
    ).toBe('actionslimit:-1,userId:ada@example.org,eventId:421,userContextualRole:0,email:ada%40example.org')
  })

  test.each([
    ['a comma that would begin another privilege', { sview: ['1_abc,edit:*'] }],
    ['a slash that would begin another value', { sview: ['1_abc/1_def'] }],
    ['an empty value', { setrole: '' }],
    ['an empty list, which Kaltura could read as everything', { sview: [] }],
    ['a bar that would begin another path', { urirestrict: ['/a|/b'] }],
    ['a limit of no use', { actionslimit: 0 }],
    ['a limit below none', { actionslimit: -2 }],
    ['a user with another privilege behind', { userId: 'ada,role:adminRole' }],
    ['a name longer than any', { firstName: 'x'.repeat(201) }],
  ])('refuses %s', (_, wrong) => {
    expect(() => privileges(wrong)).toThrow(InvalidInputError)
  })

  test('an error names the privilege and never its value', () => {
    expect(() => privileges({ setrole: 'hidden,value' })).toThrow(/^(?!.*hidden).*setrole/)
  })

  test('leaves out what is undefined', () => {
    expect(privileges({})).toBe('')
  })
})
