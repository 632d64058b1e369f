import { expect, test } from 'vitest'
import type { PresentConnection } from '../presence/room-presence.ts'
import type { RoomEvent } from '../room/room-state.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createStallWatch } from './stall-watch.ts'

/** A tab that has not said yet how it plays. */
const comes = (memberId: string): PresentConnection => ({ id: `tab of ${memberId}`, attempt: 1, memberId, sinceMs: 0 })
const sees = (memberId: string, about: Partial<PresentConnection> = {}): PresentConnection => ({
  ...comes(memberId),
  readiness: 'ready',
  ...about,
})
const dry = sees('ada', { readiness: 'stalled' })

test.each<[string, PresentConnection, number]>([
  ['plays', sees('cem'), 3],
  ['has hidden the page', sees('cem', { hidden: true }), 2],
  ['is shown an advertisement', sees('cem', { readiness: 'detached' }), 2],
  ['has not said yet how they play', comes('cem'), 2],
])('[WA6] beside one who is dry and one who plays, whoever %s counts or does not', async (_, third, watching) => {
  expect(await toldOf([dry, sees('bob'), third])).toEqual([{ kind: 'stalled', memberId: 'ada', sinceMs: 0, watching }])
})

test('[WA6] two tabs are one member', async () => {
  const told = await toldOf([dry, { ...dry, id: 'another' }, sees('bob'), { ...sees('bob'), id: 'a third' }])

  expect(told).toEqual([{ kind: 'stalled', memberId: 'ada', sinceMs: 0, watching: 2 }])
})

test.each<[string, PresentConnection]>([
  ['plays', sees('ada', { id: 'second' })],
  ['is shown an advertisement', sees('ada', { id: 'second', readiness: 'detached' })],
])('[WA6] who has a second tab that %s is not dry', async (_, second) => {
  expect(await toldOf([dry, second])).toEqual([])
})

test.each<[string, PresentConnection]>([
  ['plays unseen', sees('ada', { id: 'second', hidden: true })],
  ['has not said yet how it plays', { ...comes('ada'), id: 'second' }],
])('[WA6] who has a second tab that %s is dry all the same', async (_, second) => {
  expect(await toldOf([dry, second])).toHaveLength(1)
})

/** What a room hears within two seconds after Ada said how she plays. */
async function toldOf(everywhere: readonly PresentConnection[]): Promise<RoomEvent[]> {
  const time = createVirtualTime()
  const told: RoomEvent[] = []
  const stalls = createStallWatch({ everywhere: () => everywhere, now: time.now, timers: time, submit: (event) => void told.push(event) })
  stalls.look('ada')
  await time.pass(2000)
  return told
}
