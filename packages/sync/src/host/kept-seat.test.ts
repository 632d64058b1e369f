import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tab } from '../testing/gate-house.ts'
import { type KeptSeat, readKeptSeat } from './kept-seat.ts'

const seat: KeptSeat = {
  pass: {
    room: '10/11/i-1',
    mediaId: '0_live',
    live: true,
    firstHost: 'ada',
    policies: { waiting: 'wait' },
    member: { id: 'ada', name: 'Ada', mayControl: true, mayModerate: true },
    expiresAtMs: 1_800_000_060_000,
  },
  connection: { id: tab(1), attempt: 2, memberId: 'ada', sinceMs: 1_800_000_000_000.25, readiness: 'ready' },
  heardAtMs: 1_800_000_005_000,
  told: { epoch: 1, seq: 7 },
}
const { live: _, ...video } = { ...seat.pass, durationS: 90.5 }

test.each([
  ['a live stream', seat],
  ['a video', { ...seat, pass: video }],
])('[DO2] what is kept of a seat at %s is read back as it was', (_, kept) => {
  expect(readKeptSeat(structuredClone(kept))).toEqual(kept)
})

test('[DO2] what is none is no seat, and nothing makes reading throw', () => {
  fc.assert(fc.property(fc.anything(), (value) => readKeptSeat(value) === undefined))
})
