import { afterEach, describe, expect, test } from 'vitest'
import type { PlayerLook, PlayerStage } from './player-stage.ts'

export interface DescribePlayerOptions {
  open: () => Promise<PlayerStage>
  /** The same where a browser wants a gesture first. Without it that is not looked at. */
  openBlocked?: () => Promise<PlayerStage>
  /** Whether stages can `starve` and `feed`. Without it running out of data is not looked at. */
  starves?: boolean
}

/** How exact a player has to be that runs on a busy machine in real time. */
const tolerance = { speed: 0.25, standing: 0.02 } as const
/** What a soundtrack may be longer than its picture. */
const endS = 0.1

/** Run against every {@link Player}: what the controller relies on. Rules PL1 to PL8. */
export function describePlayer(name: string, { open, openBlocked, starves = false }: DescribePlayerOptions): void {
  const opened: PlayerStage[] = []
  const stage = async (from = open) => {
    const next = await from()
    opened.push(next)
    return next
  }
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close?.()
  })

  describe(`${name} as a Player`, () => {
    test('[PL1] a player that is loaded stands ready at its start, and knows its length', async () => {
      const player = await stage()
      await until(player, ready)
      const { durationS, ...look } = await player.look()

      expect(look).toMatchObject({ positionS: expect.closeTo(0, 1), paused: true, rate: 1, readiness: 'ready' })
      expect(durationS).toBeGreaterThanOrEqual(30)
    })

    test('[PL2] play moves it at its rate, again changes nothing, and pause holds it', async () => {
      const player = await stage()
      expect(await player.play()).toBe('playing')
      expect(await player.play()).toBe('playing')
      await until(player, (look) => look.positionS > 0.2)
      await expectSpeed(player, 1)
      await player.pause()
      await until(player, (look) => look.paused)

      await expectSpeed(player, 0)
    })

    test('[PL3] a pause right after play is no refusal, and wins', async () => {
      const player = await stage()
      const outcome = player.play()
      await player.pause()

      expect(await outcome).toBe('playing')
      await until(player, (look) => look.paused)
      await expectSpeed(player, 0)
    })

    test('[PL3] a pause in the same breath as play wins too, and the next play plays', async () => {
      const player = await stage()

      expect(await player.playAndPause()).toBe('playing')
      await until(player, (look) => look.paused)
      await expectSpeed(player, 0)
      await player.play()
      await until(player, (look) => look.positionS > 0.2)
      expect((await player.look()).paused).toBe(false)
    })

    test('[PL4] a seek lands where it was sent, while it is paused and while it plays', async () => {
      const player = await stage()
      await player.seek(12.5)
      await until(player, ready)
      expect((await player.look()).positionS).toBeCloseTo(12.5, 1)
      await player.play()
      await player.seek(20)
      await until(player, (look) => ready(look) && look.positionS > 20.2)

      expect((await player.look()).positionS).toBeLessThan(25)
      expect((await player.look()).paused).toBe(false)
    })

    test('[PL4] of several seeks the last one counts, and one past the end lands at the end', async () => {
      const player = await stage()
      await player.seek(5)
      await player.seek(25)
      await player.seek(10)
      await until(player, ready)
      expect((await player.look()).positionS).toBeCloseTo(10, 1)
      await player.seek(100_000)
      await until(player, (look) => Math.abs(look.positionS - (look.durationS ?? 0)) < endS)
    })

    test('[PL5] a rate is kept over pauses and seeks and is what it moves at, with its pitch preserved or not', async () => {
      const player = await stage()
      await player.setRate(1.5, { preservePitch: true })
      await player.play()
      await player.seek(8)
      await until(player, (look) => ready(look) && look.positionS > 8.3)
      await expectSpeed(player, 1.5)
      await player.setRate(0.75, { preservePitch: false })
      await player.pass(300)

      expect((await player.look()).rate).toBe(0.75)
      await expectSpeed(player, 0.75)
    })

    test('[PL6] at its end it says so and stands, and goes on from wherever it is sent next', async () => {
      const player = await stage()
      const durationS = await lengthOf(player)
      await player.seek(durationS - 0.8)
      await until(player, ready)
      await player.play()
      await until(player, (look) => look.readiness === 'ended')
      await expectSpeed(player, 0)
      await player.seek(3)
      await until(player, ready)
      await player.play()

      await until(player, (look) => look.positionS > 3.3 && look.positionS < 6)
    })

    test('[PL8] listeners hear of starts, pauses, seeks, rates and the end, until they are taken off', async () => {
      const player = await stage()
      const durationS = await lengthOf(player)
      const doings = [
        () => player.play(),
        () => player.pause(),
        () => player.seek(durationS - 0.5),
        () => player.setRate(1.25, { preservePitch: true }),
        () => player.play(),
      ]
      for (const doing of doings) {
        const before = await player.told()
        await doing()
        await untilTold(player, before)
      }
      await until(player, (look) => look.readiness === 'ended')
      await player.unsubscribe()
      const before = await player.told()
      await player.seek(1)
      await until(player, ready)

      expect(await player.told()).toBe(before)
    })

    if (openBlocked)
      test('[PL3] where a browser wants a gesture first play says blocked, does not throw, and it stays paused', async () => {
        const player = await stage(openBlocked)

        expect(await player.play()).toBe('blocked')
        expect((await player.look()).paused).toBe(true)
      })

    if (starves)
      test('[PL7] out of data it is not ready and stands, and with data it goes on without being asked', async () => {
        const player = await stage()
        await player.play()
        await until(player, (look) => look.positionS > 0.2)
        await player.starve?.()
        await until(player, (look) => look.readiness === 'stalled' || look.readiness === 'seeking')
        expect((await player.look()).paused).toBe(false)
        await expectSpeed(player, 0)
        const { positionS } = await player.look()
        await player.feed?.()
        await until(player, (look) => ready(look) && look.positionS > positionS + 0.2)

        await expectSpeed(player, 1)
      })
  })
}

const ready = ({ readiness }: PlayerLook) => readiness === 'ready'

/** Waits for at most 20 s; says what it saw instead. */
async function until(player: PlayerStage, wanted: (look: PlayerLook) => boolean): Promise<void> {
  let look = await player.look()
  for (let tries = 0; tries < 400 && !wanted(look); tries += 1) {
    await player.pass(50)
    look = await player.look()
  }
  if (!wanted(look)) throw new Error(`It never came to that: ${JSON.stringify(look)}`)
}

async function lengthOf(player: PlayerStage): Promise<number> {
  await until(player, (look) => look.durationS !== undefined)
  return (await player.look()).durationS ?? Number.NaN
}

/** Over half a second. */
async function expectSpeed(player: PlayerStage, rate: number): Promise<void> {
  const before = await player.look()
  await player.pass(500)
  const after = await player.look()
  const speed = (after.positionS - before.positionS) / ((after.atMs - before.atMs) / 1000)
  expect(Math.abs(speed - rate), `moves at ${speed} instead of ${rate}`).toBeLessThan(rate === 0 ? tolerance.standing : tolerance.speed)
}

async function untilTold(player: PlayerStage, before: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await player.told()) <= before; tries += 1) await player.pass(50)
  expect(await player.told()).toBeGreaterThan(before)
}
