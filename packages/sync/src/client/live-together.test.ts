import { describe, expect, test } from 'vitest'
import type { LiveFacts } from '../protocol/snapshot.ts'
import { createVirtualParty } from '../testing/virtual-party.ts'
import { createVirtualPlayer } from '../testing/virtual-player.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createLivePlayer } from './live-player.ts'

/** What a viewer's player can show of a stream: up to `behindS` behind the encoder, in positions that are `zeroS` less than the encoder's. */
function viewer(party: ReturnType<typeof createVirtualParty>, zeroS: number, behindS: number, by: 'programme-time' | 'edge') {
  const encoderS = () => 2_000_000 + party.time.now() / 1000 - 1_800_000_000
  return { reachableS: () => ({ startS: 0, endS: encoderS() - behindS - zeroS, by }), encoded: (positionS: number) => positionS + zeroS }
}

describe('a live stream, together', () => {
  test('[LV7] is no further ahead than the slowest reaches, save one that nobody could wait for', async () => {
    const party = createVirtualParty({ seed: 31, live: true, durationS: 1e7 })
    const [near, slow, broken] = [
      viewer(party, 0, 6, 'programme-time'),
      viewer(party, 0, 14, 'programme-time'),
      viewer(party, 0, 900, 'programme-time'),
    ]
    const ada = party.join('ada', { mayControl: true, player: { reachableS: near.reachableS } })
    const bob = party.join('bob', { player: { reachableS: slow.reachableS } })
    await party.time.pass(2500)
    ada.client.play()
    await party.time.pass(1000)
    ada.client.seek(31_000_000)
    party.join('cem', { player: { reachableS: broken.reachableS } })
    await party.time.pass(30_000)

    expect(ada.client.view().live).toMatchObject({ by: 'programme-time' })
    expect(near.reachableS().endS - ada.player.positionS()).toBeGreaterThan(8)
    expect(near.reachableS().endS - ada.player.positionS()).toBeLessThan(16)
    expect(Math.abs(ada.player.positionS() - bob.player.positionS())).toBeLessThan(0.1)
  })

  test('[LV2] is watched at the same distance to the edge where a player does not know the stream’s clock', async () => {
    const party = createVirtualParty({ seed: 32, live: true, durationS: 1e7 })
    const [knows, guesses] = [viewer(party, 0, 6, 'programme-time'), viewer(party, -700_000, 6, 'edge')]
    const ada = party.join('ada', { mayControl: true, player: { reachableS: knows.reachableS } })
    const bob = party.join('bob', { player: { reachableS: guesses.reachableS } })
    await party.time.pass(8000)
    const live = ada.client.view().live
    ada.client.play()
    await party.time.pass(1000)
    ada.client.seek(31_000_000)
    await party.time.pass(20_000)

    expect(live).toEqual({ by: 'edge' })
    expect(knows.reachableS().endS - ada.player.positionS()).toBeCloseTo(1.15, 1)
    expect(Math.abs(knows.encoded(ada.player.positionS()) - guesses.encoded(bob.player.positionS()))).toBeLessThan(0.1)
  })

  test('[LV1] is counted by who reaches something of it: what a player reached before it loaded another stream is past', async () => {
    const party = createVirtualParty({ seed: 33, live: true, durationS: 1e7 })
    const [knows, guesses] = [viewer(party, 0, 6, 'programme-time'), viewer(party, -700_000, 6, 'edge')]
    let loading = false
    const ada = party.join('ada', { mayControl: true, player: { reachableS: knows.reachableS } })
    party.join('bob', { player: { reachableS: () => (loading ? undefined : guesses.reachableS()) } })
    await party.time.pass(8000)
    expect(ada.client.view().live).toEqual({ by: 'edge' })
    loading = true
    await party.time.pass(12_000)

    expect(ada.client.view().live).toMatchObject({ by: 'programme-time' })
  })

  test('[LV8] has no end, although a player calls what it has of the stream its length', () => {
    const player = createVirtualPlayer({ time: createVirtualTime(0), durationS: 7200 })
    const of = (facts: LiveFacts | undefined) => createLivePlayer({ player, facts: () => facts, serverMs: () => 0 }).durationS()

    expect(of({ by: 'programme-time' })).toBeUndefined()
    expect(of(undefined)).toBe(7200)
  })
})
