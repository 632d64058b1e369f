import { describe, expect, test } from 'vitest'
import { createVirtualPlayer, type VirtualPlayerOptions } from '../testing/virtual-player.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { positionAt } from '../timeline/timeline.ts'
import { createPlaybackDriver } from './playback-driver.ts'

describe('one player on a timeline', () => {
  test('[CT4] an error of 150 ms is removed by exactly three rate writes, the last of them exact', async () => {
    const { player, time, errorMs, room } = await following()
    const before = player.commands.length
    room.timeline = { ...room.timeline, positionS: room.timeline.positionS + 0.15 }
    await time.pass(6000)

    expect(player.commands.slice(before)).toEqual(['rate', 'rate', 'rate'])
    expect(player.rate()).toBe(1)
    expect(Math.abs(errorMs())).toBeLessThan(1)
  })

  test('[CT3] a small error is removed without touching the pitch, exactly', async () => {
    const { player, time, errorMs, room } = await following()
    const before = player.commands.length
    room.timeline = { ...room.timeline, positionS: room.timeline.positionS - 0.02 }
    await time.pass(6000)

    expect(player.commands.slice(before)).toEqual(['rate', 'rate'])
    expect(Math.abs(errorMs())).toBeLessThan(3)
  })

  test('[CT3] a lag of 600 ms is over within 2 s, without a seek', async () => {
    const { player, time, errorMs } = await following()
    const before = player.commands.length
    player.slip(-600)
    await time.pass(2000)

    expect(Math.abs(errorMs())).toBeLessThan(50)
    await time.pass(3000)
    expect(Math.abs(errorMs())).toBeLessThan(2)
    expect(player.commands.slice(before)).not.toContain('seek')
  })

  test('[CT3] who is 600 ms ahead is slowed down, and never by more than 30 %', async () => {
    const { player, time, errorMs } = await following()
    const rates: number[] = []
    player.subscribe(() => rates.push(player.rate()))
    player.slip(600)
    await time.pass(6000)

    expect(Math.abs(errorMs())).toBeLessThan(2)
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(0.7)
  })

  test('[CT4] a stretched rate that costs more than was thought ends when it should all the same', async () => {
    const { player, time, errorMs } = await following({ pitchStepMs: -70 })
    const before = player.commands.length
    player.slip(-300)
    await time.pass(4000)

    expect(player.commands.slice(before)).toEqual(['rate', 'rate', 'rate'])
    expect(Math.abs(errorMs())).toBeLessThan(1)
  })

  test('[CT7] a player that is back from a stall of 3 s is in place 400 ms later, by one seek', async () => {
    const { player, time, errorMs } = await following()
    const before = player.commands.length
    player.stall(3000)
    await time.pass(3400)

    expect(player.commands.slice(before)).toEqual(['seek'])
    expect(Math.abs(errorMs())).toBeLessThan(10)
  })

  test('[CT7] what a player that does not say that it seeks shows in the first 150 ms is not measured', async () => {
    const { player, time } = await following({ seekingMs: 0 })
    const before = player.commands.length
    const stop = player.subscribe(() => {
      if (player.commands.at(-1) !== 'seek') return
      stop()
      player.slip(-40)
      time.after(165, () => player.slip(40))
    })
    player.slip(-900)
    await time.pass(10_000)

    expect(player.commands.slice(before)).toEqual(['seek'])
  })

  test('[CT11] a player that takes steps of a twentieth is corrected by such, and is not asked for finer ones again', async () => {
    const { player, time, errorMs } = await following({ rateStep: 0.05 })
    const rates = new Set<number>()
    player.slip(-150)
    await time.pass(8000)
    player.subscribe(() => rates.add(player.rate()))
    player.slip(-150)
    await time.pass(8000)
    const before = player.commands.length
    await time.pass(60_000)

    expect(Math.abs(errorMs())).toBeLessThan(8)
    expect([...rates].every((rate) => Math.abs(rate * 20 - Math.round(rate * 20)) < 1e-6)).toBe(true)
    expect(player.commands.length).toBe(before)
  })

  test('[CT11] a player that takes quarters only is brought within what a quarter can tell, and then left alone', async () => {
    const { player, time, errorMs } = await following({ rateStep: 0.25 })
    player.slip(-400)
    await time.pass(15_000)
    const before = player.commands.length
    await time.pass(60_000)

    expect(Math.abs(errorMs())).toBeLessThan(40)
    expect(player.commands.length).toBe(before)
  })

  test('[CT12] with timers that ring once a second a correction lasts whole seconds, and does not overshoot', async () => {
    const { player, time, errorMs, hide } = await following()
    hide(1000)
    player.slip(-30)
    await time.pass(12_000)

    expect(Math.abs(errorMs())).toBeLessThan(3)
    expect(player.rate()).toBe(1)
  })

  test('[CT12] with timers that ring once a minute nothing runs away', async () => {
    const { player, time, errorMs, hide } = await following()
    hide(60_000)
    player.slip(-300)
    let worstMs = 0
    for (let minute = 0; minute < 10; minute += 1) {
      await time.pass(60_000)
      worstMs = Math.max(worstMs, Math.abs(errorMs()))
    }

    expect(worstMs).toBeLessThanOrEqual(330)
    expect(Math.abs(errorMs())).toBeLessThan(20)
  })

  test('[CT12] with timers that ring once a minute a start does not wait for one', async () => {
    const { player, time, room, driver, hide } = await following()
    hide(60_000)
    await time.pass(70_000)
    room.timeline = { positionS: 900, atMs: time.now() + 300, rate: 1, playing: true }
    driver.refresh()
    await time.pass(1000)

    expect(player.paused()).toBe(false)
    expect(player.positionS()).toBeGreaterThan(900.5)

    room.timeline = { positionS: 950, atMs: time.now(), rate: 1, playing: false }
    driver.refresh()
    await time.pass(3000)
    room.timeline = { positionS: 950, atMs: time.now() + 300, rate: 1, playing: true }
    driver.refresh()
    await time.pass(1000)
    expect(player.positionS()).toBeGreaterThan(950.5)
  })

  test('[CT9] in a paused room a player that lands elsewhere each time is placed three times, and then let alone', async () => {
    const { player, time, hold } = await following()
    const before = player.commands.length
    player.subscribe(() => player.commands.at(-1) === 'seek' && player.slip(300))
    await hold()
    await time.pass(120_000)

    expect(player.commands.slice(before)).toEqual(['pause', 'seek', 'seek', 'seek'])
  })

  test('[CT13] a live room that is ahead of what the player can reach is followed at the edge', async () => {
    const startedAtMs = 1_800_000_000_000
    let nowMs = () => startedAtMs
    const edgeS = () => 90 + (nowMs() - startedAtMs) / 1000
    const { player, time, room } = await following({ reachableS: () => ({ startS: 0, endS: edgeS() }) }, 0)
    nowMs = time.now
    await time.pass(30_000)
    const before = player.commands.length
    await time.pass(30_000)

    expect(room.timeline.positionS).toBeGreaterThan(90)
    expect(Math.abs(player.positionS() - edgeS())).toBeLessThan(0.05)
    expect(player.commands.slice(before)).not.toContain('seek')
  })

  test('[CT14] a player that shows an advertisement is let alone, and joins the others after it', async () => {
    const { player, time, errorMs, driver, room } = await following()
    const before = player.commands.length
    player.detach(true)
    room.timeline = { ...room.timeline, positionS: room.timeline.positionS + 300 }
    driver.refresh()
    player.pauseByItself()
    await time.pass(20_000)
    expect(player.commands.length).toBe(before)
    expect(driver.status().kind).toBe('detached')

    player.detach(false)
    await time.pass(2000)
    expect(Math.abs(errorMs())).toBeLessThan(10)
  })

  test('[CT14] what an advertisement leaves paused was paused by nobody, however many follow each other', async () => {
    const { player, time, errorMs } = await following()
    const advert = async () => {
      player.detach(true)
      player.pauseByItself()
      await time.pass(1000)
      player.detach(false)
      await time.pass(1000)
    }
    await advert()
    await advert()
    await advert()
    await advert()

    expect(player.paused()).toBe(false)
    expect(Math.abs(errorMs())).toBeLessThan(10)
  })

  test('[CT15] a trim moves this player alone, ahead when it is positive', async () => {
    const { time, errorMs, room } = await following()
    room.trimMs = 250
    await time.pass(5000)

    expect(errorMs()).toBeLessThan(-248)
    expect(errorMs()).toBeGreaterThan(-252)
  })

  test('[CT8] what the player costs is learned: it is late at its first start, and not at its second', async () => {
    const { player, time, errorMs, room, driver } = await following({ coldMs: 250 }, 650)
    const first = errorMs()
    await time.pass(9000)
    room.timeline = { positionS: 500, atMs: time.now() + 400, rate: 1, playing: true }
    driver.refresh()
    await time.pass(750)

    expect(first).toBeGreaterThan(100)
    expect(player.paused()).toBe(false)
    expect(Math.abs(errorMs())).toBeLessThan(10)
  })

  test('[CT16] a player that starts with its audio buffers is exact from its second start on, without a rate', async () => {
    const { player, time, errorMs, start } = await following({ bufferMs: 1024 / 48, coldMs: 66, seekMs: 67 })
    const before = player.commands.length
    for (const positionS of [500, 41.3, 900, 77.7]) {
      await start(positionS, 4100)
      expect(Math.abs(errorMs())).toBeLessThan(0.5)
    }
    player.slip(-900)
    await time.pass(2000)

    expect(Math.abs(errorMs())).toBeLessThan(0.5)
    expect(player.commands.slice(before)).not.toContain('rate')
  })

  test('[CT16] a player whose starts have no such instants is placed where the room begins, after one start that showed it', async () => {
    const { player, start } = await following()
    await start(500)
    const places: number[] = []
    player.subscribe(() => player.paused() && places.push(player.positionS()))
    await start(700)

    expect(new Set(places)).toEqual(new Set([700]))
  })

  test('[CT8] a start after a long pause, which costs this player 130, is learned apart from one after a short pause', async () => {
    const { time, errorMs, hold, start } = await following({ restedMs: 130 })
    await hold()
    await time.pass(30_000)
    await start(300)
    await hold()
    await time.pass(30_000)
    await start(500, 700)
    const rested = errorMs()
    await hold()
    await time.pass(2000)
    await start(700, 700)

    expect(Math.abs(rested)).toBeLessThan(2)
    expect(Math.abs(errorMs())).toBeLessThan(4)
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

  test('[CT9] a player that was playing is placed once also where it stands right, so that all see the same frame', async () => {
    const { driver, player, time, room } = await following()
    room.timeline = { positionS: player.positionS(), atMs: time.now(), rate: 1, playing: false }
    const before = player.commands.length
    driver.refresh()
    const placed = player.commands.slice(before)
    room.timeline = { ...room.timeline, rate: 1.5 }
    await time.pass(10_000)

    expect(placed).toEqual(['pause', 'seek'])
    expect(player.commands.slice(before + 2)).toEqual(['rate'])
  })

  test('[CT5] a start that was announced happens on its instant', async () => {
    const { player, time, room, errorMs } = await following()
    room.timeline = { positionS: 900, atMs: time.now() + 400, rate: 1, playing: true }
    await time.pass(390)
    expect(player.paused() ? 0 : player.positionS()).toBeLessThan(900 + 1024 / 48_000)
    await time.pass(310)

    expect(Math.abs(errorMs())).toBeLessThan(5)
  })

  test('[CT5] a start whose slot is missed each time is planned again three times, and then just happens', async () => {
    const { player, start } = await following()
    const seeks = () => player.commands.filter((command) => command === 'seek').length
    const before = player.commands.length
    let sought = seeks()
    player.subscribe(() => {
      if (!player.paused() || seeks() === sought) return
      sought = seeks()
      player.stall(100 * 2 ** (player.commands.length - before))
    })
    await start(500, 14_000)
    const until = player.commands.indexOf('play', before)

    expect(player.commands.slice(before, until)).toEqual(['pause', 'seek', 'seek', 'seek', 'seek'])
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

/** A player that has been following a room for a while. Its clock is the room's. */
async function following(options: Partial<Omit<VirtualPlayerOptions, 'time'>> = {}, forMs = 10_000) {
  const time = createVirtualTime(1_800_000_000_000)
  const player = createVirtualPlayer({ time, ...options })
  const room = { trimMs: 0, timeline: { positionS: 100, atMs: time.now() + 300, rate: 1, playing: true } }
  let ticksMs = 0.01
  const driver = createPlaybackDriver({
    player,
    clock: time,
    timers: {
      after: (ms, run) => time.after(Math.ceil((time.now() + ms) / ticksMs) * ticksMs - time.now(), run),
    },
    room: () => ({ ...room, durationS: 3600, serverMs: time.now(), boundMs: 10 }),
    onStatus: () => {},
  })
  await time.pass(forMs)
  const hide = (everyMs: number) => {
    ticksMs = everyMs
  }
  const turn = async (positionS: number, inMs: number, playing: boolean, forMs: number) => {
    room.timeline = { positionS, atMs: time.now() + inMs, rate: 1, playing }
    driver.refresh()
    await time.pass(forMs)
  }
  const start = (positionS: number, thenMs = 8000) => turn(positionS, 400, true, thenMs)
  const hold = () => turn(player.positionS(), 0, false, 1000)
  return {
    time,
    player,
    room,
    driver,
    hide,
    start,
    hold,
    errorMs: () => (positionAt(room.timeline, time.now()) - player.positionS()) * 1000,
  }
}
