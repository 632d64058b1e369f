import { describe, expect, test } from 'vitest'
import { type Copy, createFreshCopies } from './fresh-copies.ts'

/** An original that the test holds in its hand: each question waits for its answer. */
function given({ ttlMs = 60_000, isKept = true } = {}) {
  const clock = { nowMs: 0 }
  const questions: { answer(value: string): void; fail(): void }[] = []
  const old: string[] = []
  const copies = createFreshCopies<string>({
    load: () =>
      new Promise((answer, fail) => {
        questions.push({ answer, fail: () => fail(new Error('down')) })
      }),
    shelf: isKept ? new Map<string, Copy<string>>() : undefined,
    ttlMs,
    now: () => clock.nowMs,
    onOld: (key) => old.push(key),
  })
  const answered = async (value: string) => {
    const copy = copies.get('1')
    questions.at(-1)?.answer(value)
    return copy
  }
  return { clock, questions, old, copies, answered }
}

describe('copies', () => {
  test('are given while they are fresh, to the millisecond', async () => {
    const { clock, questions, copies, answered } = given()
    await answered('a')
    clock.nowMs = 59_999
    expect(await copies.get('1')).toBe('a')
    expect(questions).toHaveLength(1)

    clock.nowMs = 60_000
    expect(await answered('b')).toBe('b')
    expect(questions).toHaveLength(2)
  })

  test('are asked for once, however many wait', async () => {
    const { questions, copies } = given()
    const waiting = Promise.all(Array.from({ length: 100 }, () => copies.get('1')))
    questions[0]?.answer('a')

    expect(new Set(await waiting)).toEqual(new Set(['a']))
    expect(questions).toHaveLength(1)
  })

  test('[F92] the last good copy goes on to be given when the original cannot be had, and the original is tried again after a second', async () => {
    const { clock, questions, old, copies, answered } = given()
    await answered('a')
    clock.nowMs = 3_600_000
    const during = copies.get('1')
    questions[1]?.fail()

    expect(await during).toBe('a')
    expect(old).toEqual(['1'])
    clock.nowMs += 999
    expect(await copies.get('1')).toBe('a')
    clock.nowMs += 1
    expect(await answered('b')).toBe('b')
  })

  test('[F92] without a copy the failure is told, to everybody who waits, and the next one asks again', async () => {
    const { questions, copies, answered } = given()
    const waiting = Promise.allSettled([copies.get('1'), copies.get('1')])
    questions[0]?.fail()

    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await answered('a')).toBe('a')
  })

  test('are asked for anew once somebody says that the original changed, and are kept for the case that it cannot be had', async () => {
    const { questions, copies, answered } = given()
    await answered('a')
    copies.changed('1')
    const after = copies.get('1')
    questions[1]?.fail()

    expect(await after).toBe('a')
  })

  test('an answer that was on its way when the original changed is given to those who waited, and kept by nobody', async () => {
    const { questions, copies, answered } = given()
    const before = copies.get('1')
    copies.changed('1')
    const after = copies.get('1')
    questions[1]?.answer('new')
    await after
    questions[0]?.answer('old')

    expect([await before, await after]).toEqual(['old', 'new'])
    expect(await copies.get('1')).toBe('new')
    copies.changed('1')
    expect(await answered('newer')).toBe('newer')
  })

  test('are all asked for anew once anything may have changed', async () => {
    const { copies, answered } = given()
    await answered('a')
    copies.allChanged()

    expect(await answered('b')).toBe('b')
  })

  test('are not kept where there is no shelf', async () => {
    const { questions, answered } = given({ isKept: false })

    expect([await answered('a'), await answered('b')]).toEqual(['a', 'b'])
    expect(questions).toHaveLength(2)
  })
})
