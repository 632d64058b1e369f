import { describe, expect, test } from 'vitest'
import { createVirtualParty, type Guest, type VirtualParty } from '../testing/virtual-party.ts'

describe('watching together', () => {
  test('[CT1] what the host does reaches everyone, and all stay within a fraction of a frame or two', async () => {
    const party = createVirtualParty({ seed: 7 })
    const guests = await fullRoom(party)
    const [host] = guests
    host?.client.play()
    await party.time.pass(12_000)
    const steady = await skews(party, guests, 20_000)
    report('playing', steady)

    expect(guests.map((guest) => guest.player.paused())).toEqual(guests.map(() => false))
    expect(percentile(steady, 0.5)).toBeLessThan(25)
    expect(percentile(steady, 0.95)).toBeLessThan(50)

    host?.client.seek(1200)
    await party.time.pass(8000)
    report('after a seek', await skews(party, guests, 8000))
    expect(Math.min(...positions(guests))).toBeGreaterThan(1210)
    expect(spreadMs(guests)).toBeLessThan(50)

    host?.client.setRate(1.5)
    await party.time.pass(8000)
    expect(guests.map((guest) => guest.player.rate()).every((rate) => Math.abs(rate - 1.5) < 0.25)).toBe(true)
    report('at 1.5', await skews(party, guests, 8000))
    expect(spreadMs(guests)).toBeLessThan(50)

    host?.client.pause()
    await party.time.pass(3000)
    expect(guests.map((guest) => guest.player.paused())).toEqual(guests.map(() => true))
    expect(spreadMs(guests)).toBeLessThan(6)
  })

  test('[CT4] a room that plays undisturbed writes few rates and seeks nobody', async () => {
    const party = createVirtualParty({ seed: 3 })
    const guests = await fullRoom(party)
    guests[0]?.client.play()
    await party.time.pass(10_000)
    const before = guests.map((guest) => guest.player.commands.length)
    await party.time.pass(60_000)
    const later = guests.flatMap((guest, index) => guest.player.commands.slice(before[index]))
    process.stdout.write(`commands in a client-minute: ${(later.length / guests.length).toFixed(1)}\n`)

    expect(later.filter((command) => command !== 'rate')).toEqual([])
    expect(later.length / guests.length).toBeLessThan(12)
  })

  test('[CT5] someone who comes late lands in place', async () => {
    const party = createVirtualParty({ seed: 11 })
    const guests = await fullRoom(party)
    guests[0]?.client.play()
    await party.time.pass(30_000)
    const late = party.join('late', { upMs: 40, downMs: 45 })
    await party.time.pass(3000)

    expect(late.player.paused()).toBe(false)
    expect(spreadMs([...guests, late])).toBeLessThan(80)
    expect(late.player.commands.filter((command) => command === 'seek').length).toBeLessThanOrEqual(2)
  })

  test('[CT6] a player whose every seek costs five seconds is not driven into a seek loop, and arrives', async () => {
    const party = createVirtualParty({ seed: 5 })
    const [host] = await fullRoom(party)
    host?.client.play()
    await party.time.pass(20_000)
    const slow = party.join('slow', { player: { seekMs: 5000, seekingMs: 5000 } })
    await party.time.pass(120_000)
    const seeks = () => slow.player.commands.filter((command) => command === 'seek').length
    const before = seeks()

    expect(before).toBeLessThanOrEqual(4)
    expect(slow.player.paused()).toBe(false)
    expect(spreadMs(host ? [host, slow] : [])).toBeLessThan(100)
    await party.time.pass(60_000)
    expect(seeks()).toBe(before)
  })

  test('[CT7] after a stall of 2.5 s the player is back with at most one seek', async () => {
    const party = createVirtualParty({ seed: 9 })
    const guests = await fullRoom(party)
    guests[0]?.client.play()
    await party.time.pass(20_000)
    const before = guests[2]?.player.commands.filter((command) => command === 'seek').length ?? 0
    guests[2]?.player.stall(2500)
    await party.time.pass(1000)
    expect(guests[2]?.client.view().sync.kind).toBe('buffering')
    await party.time.pass(7000)

    expect(spreadMs(guests)).toBeLessThan(50)
    expect((guests[2]?.player.commands.filter((command) => command === 'seek').length ?? 0) - before).toBeLessThanOrEqual(1)
  })

  test('[CT15] a host with a trim is ahead alone, and pauses the others where they are', async () => {
    const party = createVirtualParty({ seed: 12 })
    const [host, other] = await fullRoom(party)
    host?.client.play()
    host?.client.trim(9000)
    await party.time.pass(10_000)
    const apartS = () => (host?.player.positionS() ?? 0) - (other?.player.positionS() ?? 0)
    expect(apartS()).toBeCloseTo(2, 1)

    host?.client.trim(500)
    await party.time.pass(10_000)
    expect(apartS()).toBeCloseTo(0.5, 1)
    const otherS = other?.player.positionS() ?? Number.NaN
    host?.client.pause()
    await party.time.pass(1000)

    expect(Math.abs((other?.player.positionS() ?? 0) - otherS)).toBeLessThan(0.1)
  })

  test('[CT10] a browser that pauses the player by itself pauses nobody else, and three times is a wish', async () => {
    const party = createVirtualParty({ seed: 2 })
    const [host, other] = await fullRoom(party)
    host?.client.play()
    await party.time.pass(5000)
    host?.player.pauseByItself()
    await party.time.pass(2000)
    expect([host?.player.paused(), other?.player.paused()]).toEqual([false, false])

    host?.player.pauseByItself()
    await party.time.pass(2000)
    host?.player.pauseByItself()
    await party.time.pass(2000)
    expect([host?.player.paused(), other?.player.paused()]).toEqual([true, false])
    expect(host?.client.view().sync.kind).toBe('blocked')
  })

  test('[CT10] pauses that come once in ten seconds are undone, however many', async () => {
    const party = createVirtualParty({ seed: 2 })
    const [host] = await fullRoom(party)
    host?.client.play()
    await party.time.pass(5000)
    for (let count = 0; count < 5; count += 1) {
      host?.player.pauseByItself()
      await party.time.pass(5100)
    }

    expect(host?.player.paused()).toBe(false)
  })

  test('[DR2] a browser that wants a gesture is asked once, and follows after it', async () => {
    const party = createVirtualParty({ seed: 2 })
    const [host] = await fullRoom(party)
    const shy = party.join('shy', { player: { blocked: true } })
    host?.client.play()
    await party.time.pass(10_000)
    expect(shy.client.view().sync.kind).toBe('blocked')
    expect(shy.player.commands.filter((command) => command === 'play')).toEqual(['play'])

    shy.player.allow()
    shy.client.resume()
    await party.time.pass(6000)
    expect(spreadMs(host ? [host, shy] : [])).toBeLessThan(50)
    expect(shy.client.view().sync.kind).toBe('in-sync')
  })

  test('[HO4] when the host leaves, the heir can steer; a viewer is refused with a reason', async () => {
    const party = createVirtualParty({ seed: 4 })
    const [host, heir, viewer] = await fullRoom(party)
    host?.client.play()
    await party.time.pass(5000)
    host?.link.cut()
    host?.client.close()
    await party.time.pass(5000)
    expect(heir?.client.view().hostId).toBe('ada')
    await party.time.pass(6000)
    expect(heir?.client.view().iAmHost).toBe(true)
    expect(heir?.player.paused()).toBe(false)

    viewer?.client.pause()
    await party.time.pass(1000)
    expect(viewer?.client.view().refusal).toBe('not-host')
    expect(heir?.player.paused()).toBe(false)

    heir?.client.pause()
    await party.time.pass(1000)
    expect(viewer?.player.paused()).toBe(true)
  })

  test('[HO2] a goodbye hands the remote over after a second', async () => {
    const party = createVirtualParty()
    const [host, heir] = await fullRoom(party)
    host?.client.close()
    await party.time.pass(1500)

    expect(heir?.client.view().iAmHost).toBe(true)
  })

  test('[CO1] a lost connection comes back by itself: the host is still host, and the viewer is still in sync', async () => {
    const party = createVirtualParty({ seed: 6 })
    const guests = await fullRoom(party)
    const [host, other] = guests
    host?.client.play()
    await party.time.pass(10_000)
    host?.link.cut()
    other?.link.cut()
    expect(other?.client.view().connection).toMatchObject({ kind: 'reconnecting', attempt: 1, lastCode: 1006 })
    await party.time.pass(4000)

    expect(host?.link.opened()).toBe(2)
    expect([host?.client.view().connection.kind, other?.client.view().connection.kind]).toEqual(['live', 'live'])
    expect(host?.client.view().iAmHost).toBe(true)
    expect(spreadMs(guests)).toBeLessThan(50)
    host?.client.pause()
    await party.time.pass(1000)
    expect(other?.player.paused()).toBe(true)
  })

  test('[CO9] who has not loaded what the room goes on with is left alone until they have', async () => {
    const party = createVirtualParty({ seed: 12 })
    let loaded = '0_film'
    const host = party.join('ada', { mayControl: true })
    const slow = party.join('bob', { media: () => loaded })
    await party.time.pass(2500)
    host.client.suggest('0_song')
    await party.time.pass(500)
    host.client.playNext()
    await party.time.pass(9000)
    expect(slow.client.view()).toMatchObject({ mediaId: '0_song', title: '0_song', sync: { kind: 'waiting' }, timeline: { playing: true } })
    expect(slow.client.view().members.find(({ id }) => id === 'bob')?.readiness).toBe('loading')
    expect([host.player.paused(), slow.player.paused()]).toEqual([false, true])
    loaded = '0_song'
    slow.client.refresh()
    await party.time.pass(6000)

    expect(slow.player.paused()).toBe(false)
    expect(spreadMs([host, slow])).toBeLessThan(50)
    expect(slow.player.positionS()).toBeLessThan(15)
  })

  test('[TL2] at the end of the film everyone has reached it and nobody is pushed any more', async () => {
    const party = createVirtualParty({ seed: 8, durationS: 30 })
    const guests = await fullRoom(party)
    guests[0]?.client.play()
    await party.time.pass(40_000)
    const before = guests.map((guest) => guest.player.commands.length)
    await party.time.pass(20_000)

    expect(Math.min(...positions(guests))).toBeGreaterThan(29.9)
    expect(guests.map((guest) => guest.player.commands.length)).toEqual(before)
  })
})

async function fullRoom(party: VirtualParty): Promise<Guest[]> {
  const guests = [
    party.join('ada', { mayControl: true, driftPpm: 20 }),
    party.join('bob', { mayControl: true, upMs: 25, downMs: 20, jitterMs: 5, driftPpm: -30 }),
    party.join('cem', { upMs: 45, downMs: 35, jitterMs: 10, driftPpm: 40 }),
    party.join('dot', { upMs: 60, downMs: 75, jitterMs: 20, driftPpm: -15 }),
  ]
  await party.time.pass(2500)
  return guests
}

function positions(guests: readonly Guest[]): number[] {
  return guests.map((guest) => guest.player.positionS())
}

function spreadMs(guests: readonly Guest[]): number {
  return (Math.max(...positions(guests)) - Math.min(...positions(guests))) * 1000
}

/** Pairwise differences, in ms, every 50 ms. */
async function skews(party: VirtualParty, guests: readonly Guest[], forMs: number): Promise<number[]> {
  const seen: number[] = []
  for (let passed = 0; passed < forMs; passed += 50) {
    await party.time.pass(50)
    const at = positions(guests)
    for (const [index, one] of at.entries()) for (const other of at.slice(index + 1)) seen.push(Math.abs(one - other) * 1000)
  }
  return seen.sort((a, b) => a - b)
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function report(what: string, sorted: readonly number[]): void {
  process.stdout.write(
    `${what}: pairwise skew p50 ${percentile(sorted, 0.5).toFixed(1)} ms, p95 ${percentile(sorted, 0.95).toFixed(1)} ms\n`,
  )
}
