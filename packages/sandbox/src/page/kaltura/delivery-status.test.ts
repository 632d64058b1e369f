import { expect, test } from 'vitest'
import { deliveryStatus } from './delivery-status.ts'

const attempt = (number: number, status: number | null, atMs = 1000) => ({ entryId: '0_a', attempt: number, status, atMs })
const of = (delivery: ReturnType<typeof attempt>, all = [delivery]) => deliveryStatus(delivery, all, 2000)

test('an answer is shown with its number, good or bad', () => {
  expect(of(attempt(1, 200))).toEqual({ tone: 'good', words: '200 delivered' })
  expect(of(attempt(1, 503))).toEqual({ tone: 'bad', words: '503 failed' })
})

test('an attempt without an answer is waiting until a later one was made', () => {
  expect(of(attempt(1, null))).toEqual({ tone: 'waiting', words: 'waiting for an answer' })
  expect(of(attempt(1, null), [attempt(1, null), attempt(2, null)])).toEqual({ tone: 'bad', words: 'nobody answered' })
})

test('an attempt still to come is the next one', () => {
  expect(of(attempt(2, null, 60_000))).toEqual({ tone: 'waiting', words: 'next attempt' })
})
