import { describe, expect, test } from 'vitest'
import type { RoomPolicies } from '../protocol/intents.ts'
import { attempt, intend, join, later, leave, room, startMs, tick } from '../testing/room-story.ts'
import type { RoomEvent, RoomState } from './room-state.ts'

/** Ten seconds into a film, with three who watch. */
function playing(policies: Partial<RoomPolicies>): RoomState {
  const play = intend('ada', { kind: 'play', positionS: 0 })
  return room({ ...join('ada'), policies }, join('bob'), join('cem'), play)
}

const dry = (memberId: string, sinceMs: number, watching = 3): RoomEvent => ({
  kind: 'stalled',
  memberId,
  sinceMs: startMs + sinceMs,
  watching,
})
const back = (memberId: string): RoomEvent => ({ kind: 'recovered', memberId })
const unchanged = { kind: 'unchanged' }

describe('a room whose members’ players run dry', () => {
  test('[WA1] plays on, unless its host chose otherwise', () => {
    expect(attempt(playing({}), dry('bob', 8000), 10_000)).toEqual(unchanged)
  })

  test('[WA2] waits where it is for a stall of a second, until the player is back, and starts again a moment ahead', () => {
    const film = playing({ waiting: 'wait' })
    const waiting = later(film, dry('bob', 9150), 10_150)

    expect(attempt(film, dry('bob', 9151), 10_150)).toEqual(unchanged)
    expect(waiting).toMatchObject({
      stalled: ['bob'],
      hold: { cause: 'stall', untilMs: startMs + 15_150 },
      nextWakeAtMs: startMs + 15_150,
      timeline: { playing: false, positionS: 10 },
    })
    expect(later(waiting, back('bob'), 12_000)).toMatchObject({
      stalled: [],
      timeline: { playing: true, positionS: 10, atMs: startMs + 12_500 },
    })
  })

  test('[WA3] goes on after five seconds, and does not wait for that member again within a minute', () => {
    const waited = later(later(playing({ waiting: 'wait' }), dry('bob', 8000), 10_000), tick, 15_000)

    expect(waited).toMatchObject({ timeline: { playing: true, atMs: startMs + 15_500 }, stalled: [] })
    expect(waited).not.toHaveProperty('hold')
    expect(attempt(waited, dry('bob', 8000), 69_999)).toEqual(unchanged)
    expect(later(waited, dry('bob', 8000), 70_000).hold).toBeDefined()
  })

  test('[WA3] others who run dry meanwhile are waited for too, and make the wait no longer', () => {
    const waiting = later(later(playing({ waiting: 'wait' }), dry('bob', 8000), 10_000), dry('cem', 8000), 14_000)

    expect(waiting).toMatchObject({ stalled: ['bob', 'cem'], hold: { untilMs: startMs + 15_000 } })
    expect(later(waiting, back('bob'), 14_100).hold).toBeDefined()
    expect(attempt(later(waiting, tick, 15_000), dry('cem', 8000), 40_000)).toEqual(unchanged)
  })

  test('[WA3] a minute lasts as long for who leaves and comes back', () => {
    const waiting = later(playing({ waiting: 'wait' }), dry('bob', 8000), 10_000)
    const returned = later(later(later(waiting, leave('bob', 1), 11_000), tick, 12_000), join('bob'), 13_000)

    expect(attempt(returned, dry('bob', 20_000), 40_000)).toEqual(unchanged)
  })

  test('[WA4] plays for ten seconds between two waits', () => {
    const waited = later(later(playing({ waiting: 'wait' }), dry('bob', 8000), 10_000), back('bob'), 11_000)

    expect(attempt(waited, dry('cem', 12_000), 20_999)).toEqual(unchanged)
    expect(later(waited, dry('cem', 12_000), 21_000).hold).toBeDefined()
  })

  test('[WA5] by quorum waits while at least half of those who watch have run dry', () => {
    const one = later(playing({ waiting: 'quorum' }), dry('bob', 8000), 10_000)
    const two = later(one, dry('cem', 8000), 10_500)

    expect(one).not.toHaveProperty('hold')
    expect(two.hold).toMatchObject({ cause: 'stall', needed: 2 })
    expect(later(two, back('cem'), 11_000)).not.toHaveProperty('hold')
    expect(later(playing({ waiting: 'quorum' }), dry('bob', 8000, 2), 10_000).hold).toMatchObject({ needed: 1 })
  })

  test('[WA3] waits for nobody who is away, and for nobody once the host chose to follow', () => {
    const waiting = later(playing({ waiting: 'wait' }), dry('bob', 8000), 10_000)

    expect(later(waiting, leave('bob'), 11_000)).toMatchObject({ stalled: [], timeline: { playing: true } })
    expect(later(waiting, intend('ada', { kind: 'policy', policies: { waiting: 'follow' } }), 11_000).timeline.playing).toBe(true)
    expect(attempt(later(playing({ waiting: 'wait' }), leave('bob'), 9000), dry('bob', 8000), 10_000)).toEqual(unchanged)
  })

  test('[WA2] does what its host says meanwhile', () => {
    const waiting = later(playing({ waiting: 'wait' }), dry('bob', 8000), 10_000)
    const on = later(waiting, intend('ada', { kind: 'play', positionS: 9.85 }, 'on'), 11_000)
    const still = later(waiting, intend('ada', { kind: 'pause', positionS: 9.85 }), 11_000)
    const sought = later(waiting, intend('ada', { kind: 'seek', positionS: 60 }), 11_000)

    expect(on.timeline).toMatchObject({ playing: true, positionS: 9.85, atMs: startMs + 11_150 })
    expect(later(still, back('bob'), 12_000).timeline.playing).toBe(false)
    expect(later(sought, back('bob'), 12_000).timeline).toMatchObject({ playing: true, positionS: 60 })
  })

  test('[WA2] that stands, counts down or has ended waits for nobody', () => {
    const policies = { waiting: 'wait' } as const
    const counting = room({ ...join('ada'), policies }, intend('ada', { kind: 'start-at', positionS: 0, startAtMs: startMs + 60_000 }))

    expect(attempt(room({ ...join('ada'), policies }), dry('ada', 0), 5000)).toEqual(unchanged)
    expect(attempt(counting, dry('ada', 0), 5000)).toEqual(unchanged)
    expect(attempt(playing(policies), dry('bob', 8000), 3_700_000)).toEqual(unchanged)
  })

  test('[WA7] stands during its host’s advertisements if the host chose so, three minutes at most', () => {
    const film = playing({ hostAds: 'pause' })
    const advert = (memberId: string, showing: boolean): RoomEvent => ({ kind: 'ads', memberId, showing })
    const standing = later(film, advert('ada', true), 10_000)

    expect(attempt(playing({}), advert('ada', true), 10_000)).toEqual(unchanged)
    expect(attempt(film, advert('bob', true), 10_000)).toEqual(unchanged)
    expect(standing).toMatchObject({ hold: { cause: 'ads', memberId: 'ada' }, timeline: { playing: false } })
    expect(later(standing, advert('ada', false), 40_000).timeline).toMatchObject({ playing: true, atMs: startMs + 40_500 })
    expect(attempt(standing, tick, 189_999)).toEqual(unchanged)
    expect(later(standing, tick, 190_000).timeline.playing).toBe(true)
    expect(later(standing, intend('ada', { kind: 'transfer', memberId: 'bob' }), 11_000).timeline.playing).toBe(true)
  })

  test('[WA7] holds up for one cause at a time: who runs dry during an advertisement, or is shown one during a wait, changes nothing', () => {
    const film = playing({ waiting: 'wait', hostAds: 'pause' })
    const advert: RoomEvent = { kind: 'ads', memberId: 'ada', showing: true }

    expect(attempt(later(film, advert, 10_000), dry('bob', 10_500), 12_000)).toEqual(unchanged)
    expect(attempt(later(film, dry('bob', 8000), 10_000), advert, 12_000)).toEqual(unchanged)
  })
})
