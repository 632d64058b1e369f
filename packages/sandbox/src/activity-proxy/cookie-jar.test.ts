import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { createCookieJar } from './cookie-jar.ts'

const kept = 'SameSite=None; Secure; Partitioned'

function jar() {
  const clock = createManualClock()
  return { clock, ...createCookieJar({ now: clock.now }) }
}

describe('a cookie jar inside Discord', () => {
  test.each([
    ['nothing', 'a=1', 'a'],
    ['Lax', 'a=1; SameSite=Lax; Secure; Partitioned', 'a'],
    ['no Partitioned', 'a=1; SameSite=None; Secure', 'a'],
    ['no Secure', 'a=1; SameSite=None; Partitioned', 'a'],
    ['no name', `=1; ${kept}`, 'without a name'],
    ['too much in it', `a=${'x'.repeat(4_096)}; ${kept}`, 'a'],
  ])('drops one with %s, and names it', (_what, cookie, name) => {
    const { take, header } = jar()

    expect(take(cookie, '/')).toBe(name)
    expect(header('/')).toBeUndefined()
  })

  test('keeps one with all three, however they are written, and sends it where its path leads', () => {
    const { take, header } = jar()
    expect(take('room=a=b; secure; PARTITIONED; samesite=none; Path=/api; HttpOnly', '/')).toBeUndefined()
    take(`page=1; ${kept}`, '/watch/now')

    expect([header('/api'), header('/api/x'), header('/apis'), header('/watch/later'), header('/')]).toEqual([
      'room=a=b',
      'room=a=b',
      undefined,
      'page=1',
      undefined,
    ])
  })

  test('replaces one of the same name and path, sends the longest path first, and takes one back', () => {
    const { take, header } = jar()
    take(`a=1; Path=/; ${kept}`, '/')
    take(`a=2; Path=/; ${kept}`, '/')
    take(`b=3; Path=/x; ${kept}`, '/')
    expect(header('/x')).toBe('b=3; a=2')
    take(`b=; Path=/x; Max-Age=0; ${kept}`, '/')

    expect(header('/x')).toBe('a=2')
  })

  test('forgets one when its time is over, Max-Age before Expires', () => {
    const { clock, take, header } = jar()
    take(`a=1; Path=/; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT; ${kept}`, '/')
    take(`b=1; Path=/; Expires=${new Date(clock.now() + 20_000).toUTCString()}; ${kept}`, '/')
    clock.advance(9_999)
    expect(header('/')).toBe('a=1; b=1')
    clock.advance(1)
    expect(header('/')).toBe('b=1')
    clock.advance(10_000)

    expect(header('/')).toBeUndefined()
  })

  test('holds at most 180, the newest', () => {
    const { take, header } = jar()
    Array.from({ length: 181 }, (_, index) => take(`c${index}=1; Path=/; ${kept}`, '/'))

    expect(header('/')?.split('; ')).toHaveLength(180)
    expect(header('/')).not.toContain('c0=')
  })
})
