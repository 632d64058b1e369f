import { expect, test } from 'vitest'
import type { SandboxBeacon, SandboxEntry } from '../../control/contract.ts'
import { beaconWords, newestBeacons } from './beacon-words.ts'

const beacon: SandboxBeacon = { atMs: 0, event: 'PLAY', partnerId: 102, entryId: '0_a', userId: 'mara', positionS: 12.4, sessionId: 's-1' }
const entry: SandboxEntry = { id: '0_a', name: 'Tides', durationS: 60, status: 'ready', tags: [], thumbnailUrl: '', delivery: 'hls' }

test('a beacon reads as a sentence', () => {
  expect(beaconWords(beacon, [entry])).toBe('mara started Tides at 0:12')
  expect(beaconWords({ ...beacon, event: 'PLAY_REACHED_25_PERCENT', positionS: null }, [entry])).toBe('mara saw a quarter of Tides')
  expect(beaconWords({ ...beacon, userId: null, event: 'EVENT_10004', entryId: '0_b' }, [entry])).toBe(
    'Somebody sent event 10004 about 0_b at 0:12',
  )
})

test('heartbeats of one viewing are one line, until something else happens', () => {
  const view = { ...beacon, event: 'VIEW' }
  const other = { ...view, sessionId: 's-2' }
  const all = [
    { ...view, atMs: 1 },
    { ...other, atMs: 2 },
    { ...view, atMs: 3 },
    { ...beacon, event: 'PAUSE', atMs: 4 },
    { ...view, atMs: 5 },
  ]

  expect(newestBeacons(all, 10).map(({ atMs }) => atMs)).toEqual([5, 4, 3, 2])
  expect(newestBeacons(all, 2).map(({ atMs }) => atMs)).toEqual([5, 4])
})
