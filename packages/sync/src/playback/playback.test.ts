import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVirtualPlayer, type VirtualPlayerOptions } from '../testing/virtual-player.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { positionAt } from '../timeline/timeline.ts'
import { createPlaybackDriver } from './playback-driver.ts'
import { firstGuess, learn } from './player-latencies.ts'
import { planCorrection } from './rate-correction.ts'
import { freshGuard, judgeSeek } from './seek-guard.ts'
import { judge } from './tolerance.ts'

describe('one player on a timeline', () => {
  test('[CT4] an error of 150 ms is removed by exactly two rate writes', async () => {
    const { player, time, errorMs, room } = await following()
    const before = player.commands.length
    room.timeline = { ...room.timeline, positionS: room.timeline.positionS + 0.15 }
    await time.pass(6000)

    expect(player.commands.slice(before)).toEqual(['rate', 'rate'])
    expect(player.rate()).toBe(1)
    expect(Math.abs(errorMs())).toBeLessThan(10)
  })

  test('[CT3] a small error is removed without touching the pitch, exactly', async () => {
    const { player, time, errorMs, room } = await following()
    const before = player.commands.length
    room.timeline = { ...room.timeline, positionS: room.timeline.positionS - 0.02 }
    await time.pass(6000)

    expect(player.commands.slice(before)).toEqual(['rate', 'rate'])
    expect(Math.abs(errorMs())).toBeLessThan(3)
  })

  test('[CT8] what the player costs is learned: the second start is nearer than the first', async () => {
    const { player, time, errorMs, room } = await following({ coldMs: 250, warmMs: 120 })
    const restart = async () => {
      room.timeline = { ...room.timeline, playing: false, positionS: player.positionS() }
      await time.pass(1500)
      room.timeline = { ...room.timeline, playing: true, atMs: time.now() + 300 }
      await time.pass(800)
      return Math.abs(errorMs())
    }
    const first = await restart()
    await time.pass(4000)
    await restart()
    await time.pass(4000)
    const third = await restart()

    expect(first).toBeGreaterThan(20)
    expect(third).toBeLessThan(first / 2)
  })

  test('[CT9] a paused room places the player silently, and then leaves it alone', async () => {
    const { player, time, room } = await following()
    room.timeline = { positionS: 500, atMs: time.now(), rate: 1, playing: false }
    await time.pass(3000)
    const before = player.commands.length
    await time.pass(10_000)

    expect([player.paused(), player.positionS()]).toEqual([true, 500])
    expect(player.commands.length).toBe(before)
  })

  test('[CT5] a start that was announced happens on its instant', async () => {
    const { player, time, room, errorMs } = await following()
    room.timeline = { positionS: 900, atMs: time.now() + 400, rate: 1, playing: true }
    await time.pass(390)
    expect(player.positionS()).toBe(900)
    await time.pass(310)

    expect(Math.abs(errorMs())).toBeLessThan(5)
  })

  test('[DR1] looking at the player again and again asks for nothing more', async () => {
    const { driver, player, time } = await following()
    const before = player.commands.length
    for (let index = 0; index < 500; index += 1) driver.refresh()
    await time.pass(3000)

    expect(player.commands.length).toBe(before)
  })

  test('[DR3] a closed driver never touches the player again', async () => {
    const { driver, player, time, room } = await following()
    driver.close()
    const before = player.commands.length
    room.timeline = { ...room.timeline, positionS: 3000 }
    player.pauseByItself()
    await time.pass(10_000)

    expect(player.commands.length).toBe(before)
  })
})

describe('its parts', () => {
  test('[CT2] noise and an uncertain clock widen the tolerance, bad sync does not, and there is a limit', () => {
    const around = (errorMs: number, spreadMs: number) => [-1, -0.5, 0, 0.5, 1].map((part) => errorMs + (part * spreadMs) / 2)

    expect(judge(around(0, 0), 20)?.toleranceMs).toBe(judge(around(5000, 0), 20)?.toleranceMs)
    expect(judge(around(0, 20), 20)?.toleranceMs).toBeGreaterThan(judge(around(0, 10), 20)?.toleranceMs ?? 0)
    expect(judge(around(0, 10), 200)?.toleranceMs).toBeGreaterThan(judge(around(0, 10), 20)?.toleranceMs ?? 0)
    expect(judge(around(0, 9000), 9000)?.toleranceMs).toBe(80)
    expect(judge([0, 0, 0, 0], 0)).toBeUndefined()
  })

  test('[CT3] a planned correction is bounded and removes what it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 700 }), fc.constantFrom(-1, 1), fc.constantFrom(0.5, 1, 1.5), (size, sign, base) => {
        const { rate, forMs } = planCorrection(size * sign, base, firstGuess)

        expect(Math.sign(rate - base)).toBe(sign)
        expect(Math.abs(rate / base - 1)).toBeLessThanOrEqual(0.1500001)
        expect(forMs).toBeGreaterThanOrEqual(150)
        expect(forMs).toBeLessThanOrEqual(12_000)
      }),
    )
  })

  test('[CT6] seeks that do not help come ever later, and the third failure is the last', () => {
    let guard = freshGuard
    const seeksAtMs: number[] = []
    for (let nowMs = 0; nowMs < 3_600_000; nowMs += 125) {
      const verdict = judgeSeek(guard, 5000, nowMs)
      guard = verdict.guard
      if (verdict.kind === 'seek') seeksAtMs.push(nowMs)
    }

    expect(seeksAtMs).toEqual([0, 4000, 12_000])
    expect(judgeSeek(guard, 5000, 1e9).kind).toBe('give-up')
  })

  test('[CT8] what is learned stays within reason', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('warmMs' as const, 'coldMs' as const, 'seekMs' as const, 'pitchStepMs' as const),
        fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true })),
        (lesson, missed) => {
          const learned = missed.reduce((latencies, ms) => learn(latencies, lesson, ms), firstGuess)

          expect(Math.abs(learned[lesson])).toBeLessThanOrEqual(8000)
        },
      ),
    )
  })
})

/** A player that has been following a room for 10 s. Its clock is the room's. */
async function following(options: Partial<Omit<VirtualPlayerOptions, 'time'>> = {}) {
  const time = createVirtualTime(1_800_000_000_000)
  const player = createVirtualPlayer({ time, ...options })
  const room = { timeline: { positionS: 100, atMs: time.now() + 300, rate: 1, playing: true } }
  const driver = createPlaybackDriver({
    player,
    clock: time,
    timers: time,
    room: () => ({ timeline: room.timeline, durationS: 3600, serverMs: time.now(), boundMs: 10 }),
    onStatus: () => {},
  })
  await time.pass(10_000)
  return { time, player, room, driver, errorMs: () => (positionAt(room.timeline, time.now()) - player.positionS()) * 1000 }
}
