import { describe, expect, test } from 'vitest'
import { attempt, intend, join, later, leave, refused, room, startMs, tick } from '../testing/room-story.ts'
import { type RoomEvent, type RoomState, roomRules } from './room-state.ts'

const suggest = (memberId: string, mediaId: string, durationS = 60): RoomEvent => ({
  kind: 'suggest',
  memberId,
  id: `${memberId}-${mediaId}`,
  media: { mediaId, title: `The ${mediaId}`, durationS },
})
const on = (memberId: string, kind: 'accept' | 'remove' | 'play-item', itemId: string) => intend(memberId, { kind, itemId })
const vote = (memberId: string, itemId: string, up = true) => intend(memberId, { kind: 'vote', itemId, up })
const next = (memberId: string) => intend(memberId, { kind: 'next' })
const listed = ({ queue }: RoomState) => queue.map(({ mediaId, accepted }) => (accepted ? mediaId : `${mediaId}?`))
/** A host, who queued two songs, and a viewer, who suggested one. */
const party = () =>
  room(join('ada'), join('eve', { mayControl: false }), suggest('ada', 'one'), suggest('eve', 'three'), suggest('ada', 'two'))

describe('the queue', () => {
  test('[QU2] takes what viewers suggest as suggestions, and what the host adds as accepted', () => {
    expect(listed(party())).toEqual(['one', 'two', 'three?'])
    expect(party().queue[2]).toEqual({
      id: 'eve-three',
      mediaId: 'three',
      title: 'The three',
      durationS: 60,
      memberId: 'eve',
      accepted: false,
      votes: [],
    })
  })

  test('[QU2] is bounded: in all, and for each member', () => {
    const songs = (memberId: string, length: number) => Array.from({ length }, (_, index) => suggest(memberId, `s${index}`))
    const five = room(join('ada'), join('eve', { mayControl: false }), ...songs('eve', 5))
    const full = room(join('ada'), ...songs('ada', 30))

    expect([five, full].map(({ queue }) => queue.length)).toEqual([5, 30])
    expect(attempt(five, suggest('eve', 'more'))).toEqual(refused('too-many'))
    expect(attempt(full, suggest('ada', 'more'))).toEqual(refused('too-many'))
    expect(attempt(party(), suggest('mallory', 'more'))).toEqual(refused('not-a-member'))
  })

  test('[QU3] what is suggested under an id that is taken is a vote for what has it: no two items share an id', () => {
    const songs = Array.from({ length: roomRules.intentsRemembered + 1 }, (_, index) => suggest('ada', `s${index}`))
    const long = room(join('ada'), join('eve', { mayControl: false }), ...songs)
    const again = later(long, { kind: 'suggest', memberId: 'eve', id: 'ada-s0', media: { mediaId: 'other', title: 'Other' } }, 0)

    expect(again.queue).toHaveLength(songs.length)
    expect(again.queue[0]).toMatchObject({ id: 'ada-s0', mediaId: 's0', votes: ['eve'] })
  })

  test('[QU3] votes are one for each member and item, three in all, and go with the member', () => {
    const voted = later(party(), vote('eve', 'ada-one'), 0)
    const three = later(later(voted, vote('eve', 'ada-two'), 0), vote('eve', 'eve-three'), 0)

    expect(voted.queue[0]?.votes).toEqual(['eve'])
    expect(attempt(voted, intend('eve', { kind: 'vote', itemId: 'ada-one', up: true }, 'again'))).toEqual({ kind: 'unchanged' })
    expect(attempt(later(three, suggest('ada', 'four'), 0), vote('eve', 'ada-four'))).toEqual(refused('too-many'))
    expect(later(voted, vote('eve', 'ada-one', false), 0).queue[0]?.votes).toEqual([])
    expect(later(later(three, leave('eve'), 0), tick, 8000).queue.flatMap(({ votes }) => votes)).toEqual([])
  })

  test('[QU3] who suggests what is there already votes for it', () => {
    expect(later(party(), suggest('eve', 'one'), 0).queue).toMatchObject([{ mediaId: 'one', votes: ['eve'] }, {}, {}])
  })

  test('[QU4] is run by host and co-hosts; others may take back what they suggested', () => {
    expect(listed(later(party(), on('ada', 'accept', 'eve-three'), 0))).toEqual(['one', 'two', 'three'])
    expect(attempt(party(), on('eve', 'accept', 'eve-three'))).toEqual(refused('not-host'))
    expect(listed(later(party(), on('eve', 'remove', 'eve-three'), 0))).toEqual(['one', 'two'])
    expect(attempt(party(), on('eve', 'remove', 'ada-one'))).toEqual(refused('not-host'))
    expect(attempt(later(party(), on('ada', 'accept', 'eve-three'), 0), on('eve', 'remove', 'eve-three'))).toEqual(refused('not-host'))
    expect(attempt(party(), on('ada', 'remove', 'gone'))).toEqual(refused('unknown-item'))
  })

  test('[QU4] [RE2] of a locked room is run by its host alone: a co-host neither accepts, orders, removes, plays nor adds', () => {
    const helped = later(party(), intend('ada', { kind: 'grant', memberId: 'eve' }), 0)
    const locked = later(helped, intend('ada', { kind: 'lock', locked: true }), 0)
    const tries = [
      on('eve', 'accept', 'eve-three'),
      on('eve', 'remove', 'eve-three'),
      on('eve', 'remove', 'ada-one'),
      on('eve', 'play-item', 'ada-one'),
      next('eve'),
      intend('eve', { kind: 'move', itemId: 'ada-two', index: 0 }),
      vote('eve', 'ada-one'),
      suggest('eve', 'four'),
    ]

    expect(tries.map((asked) => attempt(locked, asked))).toEqual(tries.map(() => refused('locked')))
    expect(later(locked, next('ada'), 0)).toMatchObject({ mediaId: 'one', locked: true })
    expect(later(helped, next('eve'), 0)).toMatchObject({ mediaId: 'one' })
  })

  test('[QU4] is ordered among what was accepted', () => {
    const move = (itemId: string, index: number) => intend('ada', { kind: 'move', itemId, index })

    expect(listed(later(party(), move('ada-two', 0), 0))).toEqual(['two', 'one', 'three?'])
    expect(listed(later(party(), move('ada-one', 99), 0))).toEqual(['two', 'one', 'three?'])
    expect(attempt(party(), move('eve-three', 0))).toEqual(refused('unknown-item'))
  })

  test('[QU4] what is accepted already, or moved to where it is, stays where it is', () => {
    const unchanged = { kind: 'unchanged' }

    expect(attempt(party(), on('ada', 'accept', 'ada-one'))).toEqual(unchanged)
    expect(attempt(party(), intend('ada', { kind: 'move', itemId: 'ada-two', index: 1 }))).toEqual(unchanged)
  })

  test('[QU5] what only was suggested is not next', () => {
    const asked = room(join('ada'), join('eve', { mayControl: false }), suggest('eve', 'three'))

    expect(attempt(asked, next('ada'))).toEqual(refused('unknown-item'))
  })

  test('[QU5] nothing of what was shown before stays: neither position, length nor who was waited for', () => {
    const song: RoomEvent = { kind: 'suggest', memberId: 'ada', id: 'song', media: { mediaId: 'song', title: '' } }
    const film = room({ ...join('ada'), policies: { waiting: 'wait' } }, join('bob'), song)
    const played = later(film, intend('ada', { kind: 'play', positionS: 40 }), 0)
    const waiting = later(played, { kind: 'stalled', memberId: 'bob', sinceMs: startMs + 8000, watching: 2 }, 10_000)
    const shown = later(waiting, on('ada', 'play-item', 'song'), 11_000)

    expect(waiting).toMatchObject({ durationS: 3600, stalled: ['bob'], hold: { cause: 'stall' } })
    expect(shown).toMatchObject({ mediaId: 'song', title: 'song', stalled: [], timeline: { positionS: 0, playing: true } })
    expect(shown).not.toHaveProperty('durationS')
    expect(shown).not.toHaveProperty('hold')
  })

  test('[QU5] what is played now begins in five seconds, from its start, and leaves the queue', () => {
    const played = later(party(), on('ada', 'play-item', 'eve-three'), 1000)

    expect(played).toMatchObject({
      mediaId: 'three',
      title: 'The three',
      durationS: 60,
      timeline: { positionS: 0, atMs: startMs + 6000, rate: 1, playing: true },
    })
    expect(listed(played)).toEqual(['one', 'two'])
    const fast = later(party(), intend('ada', { kind: 'rate', positionS: 0, rate: 1.5 }), 0)
    expect(later(fast, next('ada'), 0)).toMatchObject({ mediaId: 'one', timeline: { rate: 1 } })
    expect(attempt(room(join('ada')), next('ada'))).toEqual(refused('unknown-item'))
    expect(attempt(party(), next('eve'))).toEqual(refused('not-host'))
    expect(attempt(party(), on('eve', 'play-item', 'eve-three'))).toEqual(refused('not-host'))
  })

  test('[QU6] when a media is over, the next one that was accepted begins, once', () => {
    const first = later(party(), next('ada'), 0)
    const second = later(first, tick, 65_000)

    expect(first.nextWakeAtMs).toBe(startMs + 65_000)
    expect(attempt(first, tick, 64_999)).toEqual({ kind: 'unchanged' })
    expect(second).toMatchObject({ mediaId: 'two', timeline: { atMs: startMs + 70_000 } })
    expect(attempt(second, tick, 65_001)).toEqual({ kind: 'unchanged' })
    expect(later(second, tick, 130_000)).toBe(second)
    expect(later(second, on('ada', 'accept', 'eve-three'), 140_000)).toMatchObject({ mediaId: 'three' })
  })

  test('[QU6] not by itself where the host wants it so, nor while nobody is there', () => {
    const manual = later(later(party(), intend('ada', { kind: 'policy', policies: { next: 'manual' } }), 0), next('ada'), 0)
    const deserted = later(later(later(party(), next('ada'), 0), leave('ada'), 0), leave('eve'), 0)

    expect(manual).not.toHaveProperty('nextWakeAtMs')
    expect(later(deserted, tick, 8000)).not.toHaveProperty('nextWakeAtMs')
    expect(later(later(deserted, tick, 8000), join('ada'), 900_000)).toMatchObject({ mediaId: 'two' })
  })

  test('[RM9] tickets go on naming what the room began with', () => {
    const moved = later(party(), next('ada'), 0)

    expect(later(moved, join('zoe'), 1000)).toMatchObject({ mediaId: 'one', durationS: 60 })
    expect(later(moved, join('zoe', { mediaId: 'one' }), 1000)).toMatchObject({ mediaId: 'one' })
    expect(attempt(moved, join('zoe', { mediaId: 'other' }), 1000)).toEqual(refused('other-media'))
  })
})
