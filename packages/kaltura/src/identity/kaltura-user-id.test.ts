import { InvalidInputError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { isKalturaUserId, kalturaUserId } from './kaltura-user-id.ts'

describe('kalturaUserId', () => {
  test('is the snowflake behind a prefix that Kaltura takes', () => {
    expect(kalturaUserId('123456789012345678')).toBe('discord_123456789012345678')
    expect(isKalturaUserId(kalturaUserId('12345678901234567'))).toBe(true)
  })

  test.each([
    '',
    '1',
    '1234567890123456',
    '123456789012345678901',
    '12345678901234567a',
    '123456789012345678\n',
    '١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨',
    ' 123456789012345678',
  ])('refuses %j', (id) => {
    expect(() => kalturaUserId(id)).toThrow(InvalidInputError)
  })
})

describe('isKalturaUserId', () => {
  test.each(['', '*', '0', 'discord:1', 'a;b', 'a b', 'é', 'x'.repeat(321)])('refuses %j', (id) => {
    expect(isKalturaUserId(id)).toBe(false)
  })

  test.each(['discord_1', 'bob@example.com', 'discord|123'])('takes %j', (id) => {
    expect(isKalturaUserId(id)).toBe(true)
  })
})
