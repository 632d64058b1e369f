import { describe, expect, test } from 'vitest'
import { createLinkMonitor } from './link-quality.ts'

const monitor = (rttsMs: readonly number[], stallsAtMs: readonly number[] = []) => {
  const link = createLinkMonitor()
  for (const rttMs of rttsMs) link.answered(rttMs)
  for (const atMs of stallsAtMs) link.stalled(atMs)
  return link
}
const steady = Array.from({ length: 20 }, (_, index) => 40 + (index % 3))

describe('a link', () => {
  test('[CL8] is good while its answers come evenly, however far it goes', () => {
    expect(monitor(steady).quality(0)).toBe('good')
    expect(monitor(steady.map((ms) => ms + 300)).quality(0)).toBe('good')
    expect(monitor([]).quality(0)).toBe('good')
  })

  test('[CL8] gets worse by jitter and by losses', () => {
    expect(monitor(steady.map((ms, index) => ms + (index % 2) * 40)).quality(0)).toBe('fair')
    expect(monitor(steady.map((ms, index) => ms + (index % 2) * 150)).quality(0)).toBe('poor')
    expect(monitor([...steady, 300]).quality(0)).toBe('fair')
    expect(monitor([...steady, 300, 350]).quality(0)).toBe('poor')
  })

  test('[CL8] gets worse by stalls, for a minute', () => {
    expect(monitor(steady, [1000]).quality(30_000)).toBe('fair')
    expect(monitor(steady, [1000, 20_000]).quality(30_000)).toBe('poor')
    expect(monitor(steady, [1000, 20_000]).quality(90_000)).toBe('good')
  })

  test('[CL5] has changed its route when four answers in a row took half as long again, or less, and says so once', () => {
    const link = monitor([...steady, 95, 96, 94, 99])
    expect([link.routeChanged(), link.routeChanged()]).toEqual([true, false])
    expect(monitor([...steady, 95, 96, 41, 99]).routeChanged()).toBe(false)
    expect(monitor([...steady.map((ms) => ms + 60), 12, 13, 12, 14]).routeChanged()).toBe(true)
    expect(monitor([20, 20, 95, 96, 94, 99]).routeChanged()).toBe(false)
  })
})
