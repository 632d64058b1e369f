import { expect, test } from 'vitest'
import { faultOrder, type SandboxFault } from '../../control/contract.ts'
import { readFaultOrder } from '../../faults/fault-order.ts'
import { faultChoices, faultWords, leftWords, orderOf } from './fault-choice.ts'

const fault: SandboxFault = {
  id: '1',
  place: 'kaltura-media',
  kind: 'status',
  path: '',
  status: 503,
  delayMs: null,
  times: null,
  forMs: null,
  probability: 1,
  jitterMs: 0,
  scope: null,
  code: null,
  resumable: null,
  stepMs: null,
}

test('every choice is an order that the sandbox takes, and no two have the same words', () => {
  const choices = Object.values(faultChoices).flat()
  const ordered = choices.map(({ order }) => orderOf(faultOrder.parse(order), { often: '1', forS: '' }))

  expect(ordered.map((order) => readFaultOrder(order).kind)).not.toContain('wrong')
  expect(new Set(choices.map((choice) => choice.words)).size).toBe(choices.length)
})

test('an active fault is said with its place, what it does and where', () => {
  expect(faultWords(fault)).toBe('Kaltura’s media host answers 503')
  expect(faultWords({ ...fault, place: 'discord-rest', kind: 'rate-limit', delayMs: 2000 })).toBe(
    'Discord’s REST API answers 429, retry after 2 s',
  )
  expect(faultWords({ ...fault, place: 'clock', kind: 'step', stepMs: -90_000 })).toBe('The sandbox’s clock is 90 s behind')
  expect(faultWords({ ...fault, place: 'kaltura-api', kind: 'exception', code: 'INVALID_KS' })).toBe('Kaltura’s API answers INVALID_KS')
  expect(faultWords({ ...fault, probability: 0.25, kind: 'slow', delayMs: 500, jitterMs: 1_000 })).toBe(
    'Kaltura’s media host answers 0.5 to 1.5 s late, in 25 % of all cases',
  )
  expect(faultWords({ ...fault, kind: 'slow', delayMs: 500, path: '/p/1' })).toBe('Kaltura’s media host answers 0.5 s late for /p/1')
})

test('how many are left is said in words', () => {
  expect([null, 1, 4].map((times) => leftWords({ ...fault, times }))).toEqual(['until it is removed', 'once more', '4 more times'])
  expect([null, 2].map((times) => leftWords({ ...fault, times, forMs: 10_000 }))).toEqual([
    'for 10 s since it began',
    '2 more times, for 10 s since it began',
  ])
})

test('how often and how long are put into an order that can have them, and left out of one that cannot', () => {
  expect(orderOf({ place: 'discord-rest', kind: 'status', times: 3 }, { often: '0.25', forS: '30' })).toEqual({
    place: 'discord-rest',
    kind: 'status',
    times: null,
    probability: 0.25,
    forMs: 30_000,
  })
  expect(orderOf({ place: 'clock', kind: 'step', stepMs: 5 }, { often: '0.25', forS: '30' })).toEqual({
    place: 'clock',
    kind: 'step',
    stepMs: 5,
    forMs: 30_000,
  })
})
