import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { apiException } from '../client/fake-kaltura.ts'
import { givenWatcher, streams } from './watcher-under-test.ts'

describe('a live watcher', () => {
  test('tells when a stream begins and when it has ended', async () => {
    const { time, onAir, changes } = givenWatcher()
    const startMs = time.now()
    await time.advance(5_000)
    onAir.add('1_live02')
    await time.advance(25_000)
    expect(changes).toEqual([{ subject: 'broadcast', entryId: '1_live02', kind: 'started', sinceMs: startMs + 20_000, alreadyOn: false }])

    onAir.clear()
    await time.advance(100_000)
    expect(changes).toHaveLength(2)
    expect(changes[1]).toMatchObject({ kind: 'ended', entryId: '1_live02', sinceMs: startMs + 20_000, endedAtMs: startMs + 40_000 })
  })

  test('asks every ten seconds while something is on, and less and less while nothing is', async () => {
    const { time, onAir, looks } = givenWatcher()
    await time.advance(600_000)
    // At 0, 20, 60, 140 s, then every two minutes.
    expect(looks()).toHaveLength(7)

    onAir.add('1_live01')
    await time.advance(120_000)
    const before = looks().length
    await time.advance(60_000)
    expect(looks().length - before).toBe(6)
    expect(time.waiting()).toBe(1)
  })

  test('asks for fifty streams in one request, and for the next fifty after that', async () => {
    const many = Array.from({ length: 120 }, (_, index) => `1_live${index}`)
    const { time, onAir, changes, looks } = givenWatcher({ entries: () => many })
    onAir.add('1_live119')
    await time.advance(0)

    expect(looks().map(({ body }) => Object.keys(body).filter((key) => /^\d+$/.test(key)).length)).toEqual([50, 50, 20])
    expect(changes).toMatchObject([{ entryId: '1_live119', alreadyOn: true }])
  })

  test('asks nothing of Kaltura when there is nothing to watch', async () => {
    const { time, calls } = givenWatcher({ entries: () => [] })
    await time.advance(600_000)

    expect(calls).toEqual([])
  })

  test('a stream that is deleted, or not watched any more, has ended', async () => {
    let watchedIds: readonly string[] = streams
    const { time, onAir, removed, changes } = givenWatcher({ entries: () => watchedIds })
    onAir.add('1_live01').add('1_live02')
    await time.advance(5_000)
    removed.add('1_live01')
    await time.advance(10_000)
    watchedIds = ['1_live01']
    await time.advance(10_000)

    expect(changes.map(({ kind, entryId }) => [kind, entryId])).toEqual([
      ['started', '1_live01'],
      ['started', '1_live02'],
      ['ended', '1_live01'],
      ['ended', '1_live02'],
    ])
  })

  test('a stream that Kaltura refuses to speak of stays as it was, and keeps nobody from hearing of the others', async () => {
    let isOdd = false
    const { time, changes, failures } = givenWatcher({
      answer: () => [isOdd ? apiException('INTERNAL_SERVERL_ERROR') : { broadcastStatus: 3 }, { broadcastStatus: isOdd ? 3 : 1 }],
    })
    await time.advance(5_000)
    isOdd = true
    await time.advance(200_000)

    expect(changes.map(({ kind, entryId }) => [kind, entryId])).toEqual([
      ['started', '1_live01'],
      ['started', '1_live02'],
    ])
    expect(failures).toEqual([])
  })

  test('after a failed look the next comes by itself, later, and nothing has ended by it', async () => {
    let isDown = false
    const { time, onAir, changes, failures, looks } = givenWatcher({
      answer: () => (isDown ? new Response('', { status: 503 }) : undefined),
    })
    onAir.add('1_live01')
    await time.advance(5_000)
    isDown = true
    await time.advance(300_000)
    expect(failures[0]).toBeInstanceOf(UnavailableError)
    // At 0 and 10 s, then 20, 40, 80 and 120 s later.
    expect(looks()).toHaveLength(6)

    isDown = false
    await time.advance(120_000)
    expect(changes.map(({ kind }) => kind)).toEqual(['started'])
  })

  test('waits as long as Kaltura asks', async () => {
    const { time, looks } = givenWatcher({ answer: () => new Response('', { status: 429, headers: { 'retry-after': '600' } }) })
    await time.advance(599_000)
    expect(looks()).toHaveLength(1)

    await time.advance(1_000)
    expect(looks()).toHaveLength(2)
  })

  test('gives up a look that hangs, and never has two under way', async () => {
    let underWay = 0
    let most = 0
    const { time, failures, looks } = givenWatcher({
      answer: ({ init }) => {
        underWay += 1
        most = Math.max(most, underWay)
        return new Promise((_, reject) => {
          init.signal?.addEventListener('abort', () => {
            underWay -= 1
            reject(init.signal?.reason)
          })
        })
      },
    })
    await time.advance(29_999)
    expect([looks().length, failures.length]).toEqual([1, 0])

    await time.advance(120_001)
    expect(looks().length).toBeGreaterThan(1)
    expect(String(failures[0])).toContain('did not say in time')
    expect(most).toBe(1)
  })

  test('that is stopped in the middle of a look tells nothing more, and leaves no timer', async () => {
    const answers: (() => void)[] = []
    const { time, watcher, changes, failures } = givenWatcher({
      answer: () => new Promise((resolve) => answers.push(() => resolve([{ broadcastStatus: 3 }, { broadcastStatus: 3 }]))),
    })
    await time.advance(1_000)
    watcher.stop()
    answers[0]?.()
    await time.advance(600_000)

    expect([changes, failures, answers.length, time.waiting()]).toEqual([[], [], 1, 0])
  })

  test('refuses to ask for what is no id, such as a reference into another answer', async () => {
    const { time, failures, calls } = givenWatcher({ entries: () => ['{1:result:ks}'] })
    await time.advance(0)

    expect(failures.map((error) => String(error))).toEqual(['InvalidInputError: What is watched has the id of an entry'])
    expect(calls).toEqual([])
  })
})
