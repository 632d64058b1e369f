import { expect, test } from 'vitest'
import { nextSlots } from './slots.ts'

const of = (...userIds: string[]) => [
  {
    instanceId: 'i',
    channelId: 'c',
    frames: userIds.map((userId) => ({ userId, frameId: `f-${userId}`, url: `http://a.test/?u=${userId}` })),
  },
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
  const moved = [{ instanceId: 'i', channelId: 'c', frames: [{ userId: 'a', frameId: 'f-a', url: 'http://a.test/?new' }] }]
  expect(nextSlots(before, moved)[0]).toBe(before[0])
})

test('two windows of one person are two places, and who leaves and comes back in one breath gets a new one', () => {
  const frame = (frameId: string) => ({ userId: 'a', frameId, url: `http://a.test/?frame_id=${frameId}` })
  const two = nextSlots([], [{ instanceId: 'i', channelId: 'c', frames: [frame('f-1'), frame('f-2')] }])
  const back = nextSlots(two, [{ instanceId: 'i', channelId: 'c', frames: [frame('f-2'), frame('f-3')] }])

  expect(two.map((slot) => [slot?.frameId, slot?.nth])).toEqual([
    ['f-1', 1],
    ['f-2', 2],
  ])
  expect(back.map((slot) => slot?.frameId)).toEqual([undefined, 'f-2', 'f-3'])
})
