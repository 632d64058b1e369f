import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateFlag, shareOf } from './evaluate-flag.ts'
import { createRuledFlags } from './feature-flags.ts'
import { flagNames, flagRules, flags } from './flag.ts'

const guildId = '1100000000000000010'
const other = '1100000000000000011'
const guilds = (count: number) =>
  Array.from({ length: count }, (_, index) => String(1_100_000_000_000_000_000n + BigInt(index) * 4_194_304n))

describe('a feature', () => {
  test('is what nobody said otherwise, is on for all, or off for all whoever wants it', () => {
    expect(evaluateFlag('invitations', guildId, {}, {})).toEqual({ value: true, reason: 'DEFAULT' })
    expect(evaluateFlag('invitations', guildId, { invitations: true }, {})).toEqual({ value: true, reason: 'STATIC' })
    expect(evaluateFlag('invitations', guildId, { invitations: false }, { invitations: true })).toEqual({
      value: false,
      reason: 'DISABLED',
    })
  })

  test('is for a guild what the operator says of it, then what its own people say', () => {
    const rules = { invitations: { percent: 0, guilds: { [guildId]: true } } }

    expect(evaluateFlag('invitations', guildId, rules, { invitations: false })).toEqual({ value: true, reason: 'TARGETING_MATCH' })
    expect(evaluateFlag('invitations', other, rules, {})).toEqual({ value: false, reason: 'SPLIT' })
    expect(evaluateFlag('invitations', other, rules, { invitations: true })).toEqual({ value: true, reason: 'TARGETING_MATCH' })
    expect(evaluateFlag('invitations', '__proto__', rules, {})).toEqual({ value: false, reason: 'SPLIT' })
  })

  test('at a share is on for about that many guilds, and for none or all at the ends', () => {
    const on = (percent: number) =>
      guilds(10_000).filter((guild) => evaluateFlag('invitations', guild, { invitations: { percent, guilds: {} } }, {}).value).length

    expect(on(0)).toBe(0)
    expect(on(100)).toBe(10_000)
    expect(Math.abs(on(20) - 2000)).toBeLessThan(150)
    expect(Math.abs(on(0.5) - 50)).toBeLessThan(30)
  })

  test('that a guild has at some share it has at every larger one, and everywhere', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), fc.double({ min: 0, max: 100, noNaN: true }), (id, percent) => {
        const share = shareOf('invitations', String(id))
        const isOn = evaluateFlag('invitations', String(id), { invitations: { percent, guilds: {} } }, {}).value

        expect(share).toBe(shareOf('invitations', String(id)))
        expect(isOn).toBe(share < percent)
      }),
      { seed: 6 },
    )
  })

  test('goes to other guilds than another feature at the same share', () => {
    const both = guilds(1000).filter((guild) => shareOf('one', guild) < 50 && shareOf('another', guild) < 50).length

    expect(Math.abs(both - 250)).toBeLessThan(60)
  })

  test('that is none, and a guild of which nothing is known, get the fallback', async () => {
    const down = createRuledFlags({ rules: () => ({}), config: { of: () => Promise.reject(new Error('down')) } })

    expect(await down.getBooleanValue('invitations', false, { targetingKey: guildId })).toBe(false)
    expect(await down.evaluate('constructor', guildId)).toBeUndefined()
    await expect(down.evaluate('invitations', guildId)).rejects.toThrow('down')
  })

  test('has a rule that is checked before it counts', () => {
    expect(flagRules.safeParse({ invitations: { percent: 101 } }).success).toBe(false)
    expect(flagRules.safeParse({ another: true }).success).toBe(false)
    expect(flagRules.safeParse({ invitations: { percent: 5, guilds: { staff: true } } }).success).toBe(false)
    expect([...flagNames].sort()).toEqual(Object.keys(flags).sort())
  })
})
