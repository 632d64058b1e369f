import { describe, expect, test } from 'vitest'
import { apiException } from './exception.ts'
import { kalturaJson } from './kaltura-json.ts'

describe("Kaltura's JSON", () => {
  test('leaves out nulls and puts objectType last, at every depth', () => {
    const value = { objectType: 'List', totalCount: 1, next: null, objects: [{ objectType: 'Entry', id: '0_a', rank: undefined }] }
    expect(kalturaJson(value)).toBe('{"totalCount":1,"objects":[{"id":"0_a","objectType":"Entry"}],"objectType":"List"}')
  })

  test('an exception ends in its arguments', () => {
    const written = '{"code":"X","message":"Y","objectType":"KalturaAPIException","args":{"A":"1"}}'
    expect(kalturaJson(apiException('X', 'Y', { A: '1' }))).toBe(written)
    expect(kalturaJson(apiException('X', 'Y'))).toBe('{"code":"X","message":"Y","objectType":"KalturaAPIException","args":[]}')
  })
})
