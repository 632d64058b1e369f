import { expect, test } from 'vitest'
import { nextSlots } from './slots.ts'

const of = (...userIds: string[]) => [
  { instanceId: 'i', channelId: 'c', frames: userIds.map((userId) => ({ userId, url: `http://a.test/?u=${userId}` })) },
]
const who = (slots: ReturnType<typeof nextSlots>) => slots.map((slot) => slot?.userId)

test('frames keep their place, whatever order the state tells them in', () => {
  expect(who(nextSlots(nextSlots([], of('a', 'b')), of('b', 'c', 'a')))).toEqual(['a', 'b', 'c'])
})

test('a closed frame leaves an empty place between others, and none at the end', () => {
  const three = nextSlots([], of('a', 'b', 'c'))
  expect(who(nextSlots(three, of('a', 'c')))).toEqual(['a', undefined, 'c'])
  expect(who(nextSlots(three, of('a')))).toEqual(['a'])
  expect(nextSlots(three, [])).toEqual([])
})

test('who comes back gets a new place', () => {
  const left = nextSlots(nextSlots([], of('a', 'b')), of('b'))
  expect(who(nextSlots(left, of('a', 'b')))).toEqual([undefined, 'b', 'a'])
})

test('an address that changes under a living frame does not reload it', () => {
  const before = nextSlots([], of('a'))
  const moved = [{ instanceId: 'i', channelId: 'c', frames: [{ userId: 'a', url: 'http://a.test/?new' }] }]
  expect(nextSlots(before, moved)[0]).toBe(before[0])
})
