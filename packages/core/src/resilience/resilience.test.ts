import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CodedError, UnavailableError } from '../errors/coded-error.ts'
import { createResilience, type ResilienceOptions } from './resilience.ts'

/** The libraries underneath have timers of their own, so these tests give them a virtual one. */
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const down = () => new UnavailableError('down')
const refusal = new CodedError({ code: 'test.refused', message: 'no', retryable: false })

function given(outcomes: (() => unknown)[], options: Partial<ResilienceOptions> = {}) {
  const resilience = createResilience({ name: 'Kaltura', ...options })
  const atMs: number[] = []
  const startMs = Date.now()
  const call = vi.fn(async () => {
    atMs.push(Date.now() - startMs)
    const outcome = outcomes[Math.min(atMs.length, outcomes.length) - 1]?.()
    if (outcome instanceof Error) throw outcome
    return outcome
  })
  const read = (signal?: AbortSignal) => settled(resilience.run(call, { repeatable: true, signal }))
  return { resilience, call, atMs, read }
}

/** Runs the virtual clock until the work is done. */
async function settled<T>(work: Promise<T>): Promise<T | Error> {
  const caught = work.catch((error: Error) => error)
  await vi.runAllTimersAsync()
  return caught
}

describe('a call that may be repeated', () => {
  test('is made again after an outage, later each time', async () => {
    const { read, atMs } = given([down, down, () => 'well'])

    expect(await read()).toBe('well')
    expect(atMs[0]).toBe(0)
    expect(atMs[1]).toBeGreaterThanOrEqual(200)
    expect(atMs[1]).toBeLessThanOrEqual(400)
    expect((atMs[2] ?? 0) - (atMs[1] ?? 0)).toBeGreaterThanOrEqual(400)
  })

  test('is given up after two repetitions, with the last error', async () => {
    const { read, call } = given([down, down, () => new UnavailableError('still down')])

    expect(await read()).toMatchObject({ message: 'still down' })
    expect(call).toHaveBeenCalledTimes(3)
  })

  test('waits as long as the other system asks for', async () => {
    const { read, atMs } = given([() => new UnavailableError('busy', { retryAfterMs: 3_000 }), () => 'well'])

    expect(await read()).toBe('well')
    expect(atMs[1]).toBeGreaterThanOrEqual(3_000)
    expect(atMs[1]).toBeLessThan(3_500)
  })

  test('is not made again when that would take too long, and the caller hears for how long', async () => {
    const { read, call } = given([() => new UnavailableError('busy', { retryAfterMs: 60_000 })])

    expect(await read()).toMatchObject({ retryAfterMs: 60_000 })
    expect(call).toHaveBeenCalledTimes(1)
  })

  test('is not made again after a refusal, nor after a bug', async () => {
    const { read, call } = given([() => refusal, () => new TypeError('bug')])

    expect(await read()).toBe(refusal)
    expect(await read()).toBeInstanceOf(TypeError)
    expect(call).toHaveBeenCalledTimes(2)
  })

  test('whose caller gives up between two attempts ends with the reason, and is not made again', async () => {
    const caller = new AbortController()
    const { resilience, call } = given([() => new UnavailableError('busy', { retryAfterMs: 4_000 })])
    const asked = settled(resilience.run(call, { repeatable: true, signal: caller.signal }))
    setTimeout(() => caller.abort(new Error('gone')), 1_000)

    expect(await asked).toMatchObject({ message: 'gone' })
    expect(call).toHaveBeenCalledTimes(1)
  })
})

test('a call that must not be repeated is made once', async () => {
  const { resilience, call } = given([down])

  expect(await settled(resilience.run(call, { repeatable: false }))).toBeInstanceOf(UnavailableError)
  expect(call).toHaveBeenCalledTimes(1)
})

describe('the circuit', () => {
  const once = { retries: 0, breakAfter: 3, breakMs: 10_000 }

  async function broken(then: () => unknown) {
    const under = given([down, down, down, then], once)
    for (const _ of [1, 2, 3]) await under.read()
    return under
  }

  test('opens after outages in a row, and then nobody is asked', async () => {
    const { read, call, resilience } = await broken(() => 'well')

    expect(await read()).toMatchObject({ code: 'upstream.unavailable', retryAfterMs: 10_000 })
    expect(call).toHaveBeenCalledTimes(3)
    expect(resilience.circuit).toBe('open')
  })

  test('lets one call ask after a while, and closes when it is answered', async () => {
    const { read, call, resilience } = await broken(() => 'well')
    vi.advanceTimersByTime(10_000)
    const answers = await Promise.all([read(), read(), read()])

    expect(answers).toEqual(['well', 'well', 'well'])
    expect(call).toHaveBeenCalledTimes(6)
    expect(resilience.circuit).toBe('closed')
  })

  test('[A96] is open for as long as the clock from outside says, whatever the wall clock does, and for no longer when that goes back an hour', async () => {
    const clock = { nowMs: 1_000_000 }
    const { read, call } = given([down], { ...once, now: () => clock.nowMs })
    await Promise.all([read(), read(), read()])
    vi.setSystemTime(Date.now() + 3_600_000)
    clock.nowMs += 9_999
    await read()
    const refused = call.mock.calls.length
    vi.setSystemTime(Date.now() - 7_200_000)
    clock.nowMs += 1
    await read()
    const asked = call.mock.calls.length
    clock.nowMs -= 3_600_000
    await read()

    expect([refused, asked, call.mock.calls.length]).toEqual([3, 4, 5])
  })

  test('lets exactly one probe through, however many ask; until it is answered everybody else waits', async () => {
    const { call, resilience, release } = await crowded()
    await vi.advanceTimersByTimeAsync(5_000)

    expect([call.mock.calls.length, resilience.circuit]).toEqual([4, 'half-open'])
    release()
    await vi.advanceTimersByTimeAsync(0)
    expect(resilience.circuit).toBe('closed')
  })

  test('lets those who waited through its bulkhead: so many at once, and as many more whenever some end', async () => {
    const { call, release, crowd } = await crowded()
    release()
    const underWay: number[] = []
    do {
      await vi.advanceTimersByTimeAsync(0)
      underWay.push(call.mock.calls.length)
    } while (release())

    expect(underWay.slice(0, 3)).toEqual([6, 7, 8]) // three outages, the probe, and two at once
    expect(underWay.at(-1)).toBe(23)
    expect(await crowd).toEqual(Array.from({ length: 20 }, () => 'well'))
  })

  /** A circuit that was open long enough, and twenty who ask at the same moment; each call lasts until it is released. */
  async function crowded() {
    const held: (() => void)[] = []
    const call = vi.fn(() => new Promise<string>((answer) => held.push(() => answer('well'))))
    const resilience = createResilience({ name: 'Kaltura', ...once, concurrent: 2 })
    for (const _ of [1, 2, 3]) call.mockRejectedValueOnce(down())
    for (const _ of [1, 2, 3]) await resilience.run(call, { repeatable: false }).catch(() => undefined)
    vi.advanceTimersByTime(10_000)
    const crowd = Promise.all(Array.from({ length: 20 }, () => resilience.run(call, { repeatable: false })))
    await vi.advanceTimersByTimeAsync(0)
    /** The one that has been under way for longest ends. */
    const release = () => {
      const end = held.shift()
      end?.()
      return end !== undefined
    }
    return { call, resilience, release, crowd }
  }

  test('stays open when that one call fails', async () => {
    const { read, call, resilience } = await broken(down)
    vi.advanceTimersByTime(10_000)
    await Promise.all([read(), read(), read()])

    expect(call).toHaveBeenCalledTimes(4)
    expect(resilience.circuit).toBe('open')
  })

  test('stays open when the caller of that one call gives up', async () => {
    const caller = new AbortController()
    const { read, resilience } = await broken(() => {
      caller.abort(new Error('gone'))
      return new Error('aborted')
    })
    vi.advanceTimersByTime(10_000)

    expect(await read(caller.signal)).toMatchObject({ message: 'gone' })
    expect(resilience.circuit).toBe('open')
  })

  test('takes a refusal for an answer, so that outages are no longer in a row', async () => {
    const { read, resilience } = given([down, down, () => refusal, down, down], once)
    for (const _ of [1, 2, 3, 4, 5]) await read()

    expect(resilience.circuit).toBe('closed')
  })
})

describe('room', () => {
  test('is for so many calls at once; some wait, and one more is refused at once', async () => {
    const resilience = createResilience({ name: 'Kaltura', concurrent: 2, waiting: 1, retries: 0 })
    const release: (() => void)[] = []
    const call = () => new Promise<string>((resolve) => release.push(() => resolve('done')))
    const run = () => resilience.run(call, { repeatable: false })
    const first = [run(), run(), run()]

    await expect(run()).rejects.toMatchObject({ code: 'upstream.unavailable', details: { concurrent: 2, waiting: 1 } })
    expect(release).toHaveLength(2)

    release.splice(0).forEach((end) => void end())
    await vi.waitFor(() => expect(release).toHaveLength(1))
    release[0]?.()
    expect(await Promise.all(first)).toEqual(['done', 'done', 'done'])
  })
})
