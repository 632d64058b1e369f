import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RoomIntent, SteeringIntent } from '../protocol/intents.ts'
import { anyEvent, anyPause, somePolicies } from '../testing/arbitrary-room.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { attempt, intend, join, later, leave, refused, room, startMs, tick } from '../testing/room-story.ts'
import type { Ms } from '../time.ts'
import { positionAt } from '../timeline/timeline.ts'
import { reduceRoom } from './reduce-room.ts'
import { decodeRoom, encodeRoom } from './room-document.ts'
import { type Joining, type RoomEvent, type RoomState, roomRules } from './room-state.ts'

describe('who hosts', () => {
  test('[HO1] a present host stays, whoever else comes', () => {
    expect(room(join('ada'), join('bob'))).toMatchObject({ kind: 'hosted', host: 'ada', hostTerm: 1 })
  })

  test('[HO2] a host who is away for less than the grace is still the host', () => {
    const away = room(join('ada'), join('bob'), leave('ada'))

    expect(later(away, tick, 7999)).toMatchObject({ kind: 'hosted', host: 'ada' })
    expect(later(away, join('ada'), 7999)).toMatchObject({ kind: 'hosted', host: 'ada', hostTerm: 1 })
  })

  test('[HO3] the first host is the preferred member, although others were there sooner, if they may', () => {
    const early = room(join('ada', { firstHost: 'bob' }), join('cem'))

    expect(early).toMatchObject({ host: 'ada', hostTerm: 1 })
    expect(later(early, join('bob'), 60_000)).toMatchObject({ host: 'bob', hostTerm: 2 })
    expect(later(early, join('bob', { mayControl: false }), 60_000)).toMatchObject({ host: 'ada', hostTerm: 1 })
  })

  test.each<RoomIntent>([
    { kind: 'play', positionS: 0 },
    { kind: 'seek', positionS: 10 },
    { kind: 'lock', locked: true },
    { kind: 'transfer', memberId: 'ada' },
  ])('[HO3] who began to steer before the preferred member came keeps the remote: $kind', (begins) => {
    const begun = later(room(join('cem', { firstHost: 'bob' }), join('ada')), intend('cem', begins), 0)

    expect(later(begun, join('bob'), 1000)).toMatchObject({ host: begun.kind === 'hosted' && begun.host, hostTerm: begun.hostTerm })
  })

  test('[HO4] when the grace ends, the longest-present member who may becomes host, in a new term', () => {
    const left = room(join('ada'), join('eve', { mayControl: false }), join('bob'), join('cem'), leave('ada'))

    expect(later(left, tick, 8000)).toMatchObject({ kind: 'hosted', host: 'bob', hostTerm: 2 })
  })

  test('[HO4] who is away is nobody’s heir', () => {
    const left = room(join('ada'), join('bob'), join('cem'), leave('ada', 1000), leave('bob'))

    expect(later(left, tick, 1000)).toMatchObject({ host: 'cem' })
  })

  test('[HO5] without an heir the room plays on without a host', () => {
    const playing = room(join('ada'), join('eve', { mayControl: false }), intent('ada', 'play', 5), leave('ada'))
    const alone = later(playing, tick, 8000)

    expect(alone).toMatchObject({ kind: 'hostless', timeline: { playing: true } })
    expect(alone).not.toHaveProperty('host')
    expect(positionAt(alone.timeline, startMs + 60_000)).toBeGreaterThan(60)
  })

  test('[HO6] the next member who may becomes host of a room that has none', () => {
    expect(room(join('eve', { mayControl: false }), join('ada'))).toMatchObject({ kind: 'hosted', host: 'ada' })
  })

  test('[HO7] a host who comes back without the right to control is host no more', () => {
    expect(room(join('ada'), join('bob'), join('ada', { mayControl: false }))).toMatchObject({ host: 'bob', hostTerm: 2 })
  })
})

describe('the room', () => {
  test('[RM1] only a present host is followed; others hear why not', () => {
    const state = room(join('ada'), join('bob'))

    expect(attempt(state, intent('bob', 'play', 1))).toEqual(refused('not-host'))
    expect(attempt(state, intent('mallory', 'play', 1))).toEqual(refused('not-a-member'))
    expect(attempt(room(join('ada'), leave('ada')), intent('ada', 'play', 1))).toEqual(refused('not-host'))
  })

  test('[RM2] an intent that comes again changes nothing, also when fifteen others came in between', () => {
    const once = intent('ada', 'seek', 70, 'once')
    const sought = room(join('ada'), once, ...Array.from({ length: 15 }, (_, index) => intent('ada', 'seek', index, `then ${index}`)))

    expect(attempt(sought, once, 500)).toEqual({ kind: 'unchanged' })
    expect(later(later(sought, intent('ada', 'seek', 80, 'the sixteenth'), 0), once, 500).timeline.positionS).toBe(70)
  })

  test('[RM3] a tick does nothing until something is due, and then only once', () => {
    const left = room(join('ada'), join('bob'), leave('bob'))
    const gone = later(left, tick, 8000)

    expect(left.nextWakeAtMs).toBe(startMs + 8000)
    expect(reduceRoom(left, tick, startMs + 7999)).toEqual({ kind: 'unchanged' })
    expect(gone.members.map(({ id }) => id)).toEqual(['ada'])
    expect(gone).not.toHaveProperty('nextWakeAtMs')
    expect(reduceRoom(gone, tick, startMs + 9000)).toEqual({ kind: 'unchanged' })
  })

  test('[RM3] whoever comes back after their time, and before anybody ticked, finds that the remote has gone to another, who is followed', () => {
    const away = room(join('ada'), join('bob'), leave('ada'))

    expect(later(away, join('ada'), 8000)).toMatchObject({ host: 'bob', hostTerm: 2 })
    expect(attempt(away, intent('bob', 'play', 1), 8000)).toMatchObject({ kind: 'changed', state: { host: 'bob' } })
    expect(later(away, join('ada'), 7999)).toMatchObject({ host: 'ada', hostTerm: 1 })
  })

  test('[RM4] a start is stamped ahead, between 150 and 500 ms', () => {
    const atMs = (leadMs: number) => later(room(join('ada')), { ...intent('ada', 'play', 5), leadMs }, 0).timeline.atMs - startMs

    expect([0, 230, 9000].map(atMs)).toEqual([150, 230, 500])
  })

  test('[RM5] a pause counts at once, at the position the host saw', () => {
    expect(later(room(join('ada'), intent('ada', 'play', 5)), intent('ada', 'pause', 9.25), 4000).timeline).toEqual({
      positionS: 9.25,
      atMs: startMs + 4000,
      rate: 1,
      playing: false,
    })
  })

  test('[RM6] a seek past the end lands on it', () => {
    expect(room(join('ada'), intent('ada', 'seek', 99_999)).timeline.positionS).toBe(3600)
  })

  test('[RM7] a new rate goes on from where the room is', () => {
    const before = room(join('ada'), intent('ada', 'play', 100))
    const faster = later(before, { ...intent('ada', 'play', 0), intent: { kind: 'rate', rate: 1.5, positionS: 0 } }, 10_150)

    expect(faster.timeline).toMatchObject({ positionS: 110, rate: 1.5, playing: true })
  })

  test('[RM8] a server that takes the room up again waits for everyone, in a new epoch', () => {
    const reopened = later(room(join('ada'), join('bob')), { kind: 'reopen', connected: [] }, 0)

    expect(reopened).toMatchObject({ epoch: 2, host: 'ada', nextWakeAtMs: startMs + 8000 })
    expect(reopened.members.map(({ presence }) => presence.kind)).toEqual(['away', 'away'])
  })

  test('[CU5] a step of the clock is told once, by whoever notices; another one later is another', () => {
    const step = (passedMs: number): RoomEvent => ({ kind: 'clock-stepped', byMs: 60_000, sinceMs: startMs + passedMs })
    const stepped = later(room(join('ada'), intent('ada', 'play', 5)), step(9000), 10_000)

    expect(stepped).toMatchObject({ epoch: 2, timeline: { atMs: startMs + 60_150 } })
    expect(attempt(stepped, step(9600), 15_000)).toEqual({ kind: 'unchanged' })
    expect(later(stepped, step(19_000), 20_000)).toMatchObject({ epoch: 3, timeline: { atMs: startMs + 120_150 } })
  })

  test('[CU5] a clock that is set back twice, the second time to before the first, is followed both times, and each time once', () => {
    const back = (passedMs: number): RoomEvent => ({ kind: 'clock-stepped', byMs: -60_000, sinceMs: startMs + passedMs })
    const once = later(room(join('ada'), intent('ada', 'play', 5)), back(-51_000), -50_000)
    const twice = later(once, back(-106_000), -105_000)

    expect(once).toMatchObject({ epoch: 2, timeline: { atMs: startMs + 150 - 60_000 } })
    expect(twice).toMatchObject({ epoch: 3, timeline: { atMs: startMs + 150 - 120_000 } })
    expect(attempt(twice, back(-105_900), -104_500)).toEqual({ kind: 'unchanged' })
  })

  test('[MG6] a room whose latest changes are lost goes on in an epoch above the lost one, with whoever is connected', () => {
    const before = room(join('ada'), join('bob'))
    const reopened = later(before, { kind: 'reopen', connected: ['ada', 'bob'], lostEpoch: 4 }, 0)

    expect(reopened).toEqual({ ...before, epoch: 5, seq: before.seq + 1 })
  })

  test('[RM9] a ticket names what the room began with or shows; another media begins when the room is empty', () => {
    const other = join('zoe', { mediaId: 'other' })
    const left = room(join('ada'), leave('ada'))

    expect(attempt(room(join('ada')), other)).toEqual(refused('other-media'))
    expect(attempt(left, other, 7999)).toEqual(refused('other-media'))
    expect(later(left, other, 8000)).toMatchObject({ mediaId: 'other', host: 'zoe', seq: left.seq + 1 })
  })

  test('[RM11] a countdown is a start further ahead: it can be called off, moved, and started at once', () => {
    const counting = room(join('ada'), intend('ada', { kind: 'start-at', positionS: 12, startAtMs: startMs + 60_000 }))
    const moved = later(counting, intent('ada', 'seek', 30), 1000)

    expect(counting.timeline).toEqual({ positionS: 12, atMs: startMs + 60_000, rate: 1, playing: true })
    expect(moved.timeline).toMatchObject({ positionS: 30, atMs: startMs + 60_000, playing: true })
    expect(later(moved, intent('ada', 'pause', 30), 2000).timeline).toMatchObject({ positionS: 30, playing: false })
    expect(later(moved, intent('ada', 'play', 30), 2000).timeline).toMatchObject({ positionS: 30, atMs: startMs + 2150, playing: true })
  })

  test('[RM11] a countdown ends within a day', () => {
    const startAtMs = startMs + 24 * 3_600_000 + 1

    expect(attempt(room(join('ada')), intend('ada', { kind: 'start-at', positionS: 0, startAtMs }))).toEqual(refused('too-late'))
  })

  test('[RM10] whatever happens, in whatever order, the document stays sound', () => {
    fc.assert(
      fc.property(
        somePolicies,
        fc.constantFrom(undefined, true as const),
        fc.boolean(),
        fc.array(fc.tuple(anyEvent, anyPause), { maxLength: 80, size: 'max' }),
        (policies, live, locked, happenings) =>
          void soundStory({ policies, ...(live ? { live } : {}) }, [...(locked ? lockedParty : []), ...happenings]),
      ),
      { numRuns: 200 },
    )
  })

  test('[RM10] [QU6] a locked room whose media is over goes on by itself, also with the same media again', () => {
    const happenings: [RoomEvent, Ms][] = [
      [{ kind: 'suggest', memberId: 'ada', id: 'again', media: { mediaId: 'film', title: 'Film' } }, 0],
      [intend('ada', { kind: 'lock', locked: true }), 0],
      [intent('ada', 'seek', 3600), 0],
      [{ kind: 'reopen', connected: ['ada'] }, 500],
    ]

    expect(soundStory({}, happenings)).toMatchObject({
      locked: true,
      queue: [],
      mediaId: 'film',
      timeline: { positionS: 0, atMs: startMs + 5500, playing: true },
    })
  })
})

/** The host queued something, made a co-host, and locked the room. */
const lockedParty: [RoomEvent, Ms][] = [
  [{ kind: 'suggest', memberId: 'ada', id: 'item0', media: { mediaId: 'two', title: 'Two' } }, 0],
  [{ kind: 'suggest', memberId: 'bob', id: 'item1', media: { mediaId: 'three', title: 'Three' } }, 0],
  [intend('ada', { kind: 'grant', memberId: 'bob' }), 0],
  [intend('ada', { kind: 'lock', locked: true }), 0],
]

/** A room after all of this, each so long after the one before; every step of it is held to the rules. */
function soundStory(facts: Pick<Joining, 'policies' | 'live'>, happenings: readonly (readonly [RoomEvent, Ms])[]): RoomState | undefined {
  let nowMs = startMs
  let state: RoomState | undefined = room({ ...join('ada'), ...facts }, join('bob'), intent('ada', 'play', 0))
  const waits = new Map<string, number>()
  let mark = 0
  for (const [event, passedMs] of happenings) {
    nowMs += passedMs
    mark += 1
    const step = reduceRoom(state, event, nowMs, mark)
    expect(reduceRoom(state && decodeRoom(encodeRoom(state)), event, nowMs, mark)).toEqual(step)
    if (step.kind !== 'changed') continue
    expectSound(state, step.state, nowMs)
    expectLawful(state, step.state, event, nowMs)
    expectPatient(state, step.state, nowMs, waits)
    state = step.state
  }
  return state
}

/** No wait is longer than its cap, and no member is waited for twice in a minute; `waits` holds when each was last. */
function expectPatient(before: RoomState | undefined, next: RoomState, nowMs: number, waits: Map<string, number>): void {
  const { hold } = next
  if (!hold) return
  const longestMs = hold.cause === 'stall' ? roomRules.stallHoldMs : roomRules.adsHoldMs
  expect(next.timeline.playing).toBe(false)
  const since = before?.hold?.cause === hold.cause && before.hold.untilMs > nowMs ? before.hold : undefined
  expect(hold.untilMs).toBe(since ? since.untilMs : nowMs + longestMs)
  if (hold.cause === 'ads') return
  expect(next.stalled.length).toBeGreaterThanOrEqual(Math.max(1, hold.needed))
  const fresh = next.stalled.filter((id) => !since || !before?.stalled.includes(id))
  for (const id of fresh) {
    expect(nowMs - (waits.get(id) ?? 0)).toBeGreaterThanOrEqual(roomRules.waitOnceMs)
    waits.set(id, nowMs)
  }
}

/**
 * Of a locked room nobody but its host changes what it shows, where it is, what comes next or how it behaves: whatever others do, that is as if time alone had
 * passed; a lock that has run out by then with its host's seat is none. What the room does by itself is excepted: it begins anew when it was empty (RM9), follows
 * what a live stream can reach (LV5), and learns from who joins how long its media is, and so perhaps that it is over (QU6).
 */
function expectLawful(before: RoomState | undefined, next: RoomState, event: RoomEvent, nowMs: Ms): void {
  if (!before?.locked || before.firstMediaId !== next.firstMediaId) return
  const aged = reduceRoom(before, tick, nowMs)
  const passed = aged.kind === 'changed' ? aged.state : before
  const asked = event.kind === 'intent' || event.kind === 'suggest'
  const byHost = asked && passed.kind === 'hosted' && event.memberId === passed.host
  if (byHost || !passed.locked) return
  expect(next.policies).toEqual(passed.policies)
  expect(next.locked).toBe(next.kind === 'hosted' && next.hostTerm === before.hostTerm)
  if (event.kind === 'join' && before.durationS === undefined) return
  expect([next.mediaId, next.title, queuedIn(next)]).toEqual([passed.mediaId, passed.title, queuedIn(passed)])
  expect(next.timeline.rate).toBe(passed.timeline.rate)
  if (event.kind !== 'live') expect(at(next, nowMs)).toBeCloseTo(at(passed, nowMs), 6)
  if (!asked) return
  expect(next.queue).toEqual(passed.queue)
  if (next.hostTerm !== passed.hostTerm) return
  expect([next.timeline, next.hold]).toEqual([passed.timeline, passed.hold])
  expect(passed.coHosts).toEqual(expect.arrayContaining([...next.coHosts]))
}

const at = ({ timeline, durationS }: RoomState, nowMs: Ms) => positionAt(timeline, nowMs, durationS)
const queuedIn = ({ queue }: RoomState) => queue.map(({ id, accepted }) => [id, accepted])

function intent(memberId: string, kind: 'play' | 'pause' | 'seek', positionS: number, id?: string): RoomEvent & { kind: 'intent' } {
  const steering: SteeringIntent = { kind, positionS }
  return intend(memberId, steering, id)
}
