import { InvalidInputError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { apiBaseOf } from './service-url.ts'

describe('the address of Kaltura', () => {
  test.each([
    ['https://www.kaltura.com/', 'https://www.kaltura.com/api_v3'],
    ['https://kaltura.example/deep/api_v3/', 'https://kaltura.example/deep/api_v3'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/api_v3'],
    ['http://[::1]:8080', 'http://[::1]:8080/api_v3'],
    ['http://localhost:8080/api_v3', 'http://localhost:8080/api_v3'],
  ])('%s is taken', (serviceUrl, base) => {
    expect(apiBaseOf(serviceUrl)).toBe(base)
  })

  test.each([
    'http://www.kaltura.com',
    'http://127.0.0.1.evil.example',
    'ftp://localhost',
    'https://me@kaltura.example',
    'https://kaltura.example/?ks=x',
    'kaltura',
  ])('%s is refused', (serviceUrl) => {
    expect(() => apiBaseOf(serviceUrl)).toThrow(InvalidInputError)
  })
})
