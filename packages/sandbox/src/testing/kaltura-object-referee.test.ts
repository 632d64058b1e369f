import { describe, expect, test } from 'vitest'
import { judgeKalturaObject } from './kaltura-object-referee.ts'

describe("the referee of Kaltura's objects", () => {
  test('lets pass what Kaltura describes, inherited properties, exceptions and bare values too', () => {
    const user = { id: 'ada', email: 'ada@example.org', isAdmin: false, objectType: 'KalturaUser' }
    expect(() =>
      judgeKalturaObject([{ totalCount: 1, objects: [user], objectType: 'KalturaUserListResponse' }, 7, 'text', true, null]),
    ).not.toThrow()
    expect(() => judgeKalturaObject({ code: 'X', message: 'Y', args: { ANY: '1' }, objectType: 'KalturaAPIException' })).not.toThrow()
  })

  test.each([
    ['a property that its class does not have', { nickname: 'Ada', objectType: 'KalturaUser' }, 'answer.nickname'],
    [
      'one deep inside',
      { objects: [{ nickname: 'Ada', objectType: 'KalturaUser' }], objectType: 'KalturaUserListResponse' },
      'answer.objects[0].nickname',
    ],
    ['a class that there is not', { objectType: 'KalturaDragon' }, 'KalturaDragon'],
    ['no class', { id: 'ada' }, 'objectType'],
    ['a null', { email: null, objectType: 'KalturaUser' }, 'answer.email is null'],
  ])('refuses an answer with %s', (_, answer, words) => {
    expect(() => judgeKalturaObject(answer)).toThrow(words)
  })
})
