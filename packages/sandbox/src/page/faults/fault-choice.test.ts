import { expect, test } from 'vitest'
import { faultOrder, type SandboxFault } from '../../control/contract.ts'
import { faultChoices, faultWords, leftWords } from './fault-choice.ts'

const fault: SandboxFault = { id: '1', place: 'kaltura-media', kind: 'status', path: '', status: 503, delayMs: null, times: null }

test('every choice is an order that the sandbox takes, and no two have the same words', () => {
  const choices = Object.values(faultChoices).flat()
  const orders = choices.flatMap((choice) => (choice.kind === 'order' ? [choice.order] : []))

  expect(orders.map((order) => faultOrder.safeParse(order).success)).not.toContain(false)
  expect(new Set(choices.map((choice) => choice.words)).size).toBe(choices.length)
})

test('an active fault is said with its place, what it does and where', () => {
  expect(faultWords(fault)).toBe('Kaltura’s media host answers 503')
  expect(faultWords({ ...fault, place: 'discord-rest', kind: 'rate-limit', delayMs: 2000 })).toBe(
    'Discord’s REST API answers 429, retry after 2 s',
  )
  expect(faultWords({ ...fault, kind: 'slow', delayMs: 500, path: '/p/1' })).toBe('Kaltura’s media host answers 0.5 s late for /p/1')
})

test('how many are left is said in words', () => {
  expect([null, 1, 4].map((times) => leftWords({ ...fault, times }))).toEqual(['until it is removed', 'once more', '4 more times'])
})
