import fc from 'fast-check'
import { policyChoices, type QueueIntent, type RemoteIntent, type RoomIntent, type SteeringIntent } from '../protocol/intents.ts'
import { limits } from '../protocol/limits.ts'
import type { RoomEvent } from '../room/room-state.ts'
import { intend, join, leave, startMs, tick } from './room-story.ts'

const one = <const T extends string>(...kinds: T[]) => fc.constantFrom(...kinds)

export const positionS = fc.double({ min: 0, max: limits.positionS, noNaN: true }).map((value) => value + 0)
export const instant = fc.double({ min: 0, max: limits.instantMs, noNaN: true }).map((value) => value + 0)
const rate = fc.double({ min: limits.minRate, max: limits.maxRate, noNaN: true })

/** Any subset of the policies. */
export const somePolicies = fc.record(
  {
    remote: fc.constantFrom(...policyChoices.remote),
    waiting: fc.constantFrom(...policyChoices.waiting),
    hostAds: fc.constantFrom(...policyChoices.hostAds),
    next: fc.constantFrom(...policyChoices.next),
  },
  { requiredKeys: [] },
)

/** Most are within a film. */
const place = fc.oneof({ weight: 4, arbitrary: fc.nat(3000) }, { weight: 1, arbitrary: positionS })

const steering = (at: fc.Arbitrary<number>): fc.Arbitrary<SteeringIntent> =>
  fc.oneof(
    fc.record({ kind: one('play', 'pause', 'seek'), positionS: place }),
    fc.record({ kind: one('rate'), positionS: place, rate }),
    fc.record({ kind: one('start-at'), positionS: place, startAtMs: at }),
  )

const remote = (who: fc.Arbitrary<string>): fc.Arbitrary<RemoteIntent> =>
  fc.oneof(
    fc.record({ kind: one('ask', 'withdraw') }),
    fc.record({ kind: one('grant', 'decline', 'revoke', 'transfer'), memberId: who }),
    fc.record({ kind: one('lock'), locked: fc.boolean() }),
    fc.record({ kind: one('policy'), policies: somePolicies }),
  )

export const anyItem = fc.constantFrom('item0', 'item1', 'item2', 'item3', 'item4')

const queue: fc.Arbitrary<QueueIntent> = fc.oneof(
  fc.record({ kind: one('vote'), itemId: anyItem, up: fc.boolean() }),
  fc.record({ kind: one('accept', 'remove', 'play-item'), itemId: anyItem }),
  fc.record({ kind: one('move'), itemId: anyItem, index: fc.nat(6) }),
  fc.record({ kind: one('next') }),
)

/** Any intent about members out of `who`, with instants out of `at`. */
export function anyIntent(who: fc.Arbitrary<string>, at: fc.Arbitrary<number> = instant): fc.Arbitrary<RoomIntent> {
  return fc.oneof(steering(at), remote(who), queue)
}

const who = fc.constantFrom('ada', 'bob', 'cem', 'dot')
const soon = fc.integer({ min: startMs - 1000, max: startMs + 1_000_000 })

const seen: fc.Arbitrary<RoomEvent> = fc.oneof(
  fc.record({
    kind: one('stalled'),
    memberId: who,
    sinceMs: fc.constantFrom(startMs - 2000, startMs, startMs + 60_000),
    watching: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: one('recovered'), memberId: who }),
  fc.record({
    kind: one('live'),
    by: one('programme-time'),
    edgeS: fc.oneof(fc.integer({ min: 0, max: 31_000_000 }), fc.constant(limits.positionS)),
  }),
  fc.record({ kind: one('live'), by: one('edge') }),
  fc.record({ kind: one('ads'), memberId: who, showing: fc.boolean() }),
)

const suggested: fc.Arbitrary<RoomEvent> = fc
  .tuple(who, anyItem, fc.constantFrom('film', 'one', 'two', 'three', 'four'), fc.option(fc.nat(40), { nil: undefined }))
  .map(([memberId, id, mediaId, durationS]) => ({
    kind: 'suggest',
    memberId,
    id,
    media: {
      mediaId,
      title: mediaId,
      ...(mediaId === 'one' ? { live: true as const } : {}),
      ...(durationS === undefined ? {} : { durationS }),
    },
  }))

/** Anything that can happen to a room of four. */
export const anyEvent: fc.Arbitrary<RoomEvent> = fc.oneof(
  { weight: 4, arbitrary: seen },
  { weight: 3, arbitrary: suggested },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        who,
        fc.boolean(),
        fc.option(fc.constant(true as const), { nil: undefined, freq: 4 }),
        one('film', 'film', 'film', 'other'),
        fc.option(one('bob')),
      )
      .map(([id, mayControl, mayModerate, mediaId, firstHost]) =>
        join(id, { mayControl, mediaId, ...(mayModerate ? { mayModerate } : {}), ...(firstHost ? { firstHost } : {}) }),
      ),
  },
  { weight: 1, arbitrary: fc.tuple(who, fc.integer({ min: 1, max: 8000 })).map(([memberId, graceMs]) => leave(memberId, graceMs)) },
  { weight: 6, arbitrary: fc.tuple(who, anyIntent(who, soon), fc.uuid()).map(([memberId, intent, id]) => intend(memberId, intent, id)) },
  { weight: 1, arbitrary: fc.constant(tick) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<RoomEvent>({ kind: 'reopen', connected: ['ada'] }, { kind: 'reopen', connected: [], lostEpoch: 3 }),
  },
)

/** How long it is until the next thing happens. */
export const anyPause: fc.Arbitrary<number> = fc.oneof(fc.nat(400), fc.nat(3000), fc.nat(12_000), fc.nat(70_000))
