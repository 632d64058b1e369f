import { expect } from 'vitest'
import { limits } from '../protocol/limits.ts'
import { nextMediaAtMs } from '../room/queue.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import { type RoomState, roomRules } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/** Rule RM10: what holds of a document that followed on `before` at `nowMs`, whatever happened. */
export function expectSound(before: RoomState | undefined, next: RoomState, nowMs: Ms): void {
  const host = next.kind === 'hosted' ? next.members.find(({ id }) => id === next.host) : undefined
  expect(next.seq).toBe((before?.seq ?? 0) + 1)
  expect(next.afterMark).toBe(before?.mark ?? 0)
  expect(next.epoch).toBeGreaterThanOrEqual(before?.epoch ?? 1)
  expect(next.hostTerm).toBeGreaterThanOrEqual(before?.hostTerm ?? 0)
  expect(next.kind === 'hostless' || host?.mayControl).toBe(true)
  expect(new Set(next.members.map(({ id }) => id)).size).toBe(next.members.length)
  expect(next.kind === 'hosted' || next.members.every(({ mayControl, presence }) => !mayControl || presence.kind === 'away')).toBe(true)
  const ids = next.members.map(({ id }) => id)
  const dueMs = [
    ...next.members.flatMap(({ presence }) => (presence.kind === 'away' ? [presence.untilMs] : [])),
    ...next.requests.map(({ untilMs }) => untilMs),
    ...(next.hold ? [next.hold.untilMs] : []),
    ...(nextMediaAtMs(next) === undefined ? [] : [nextMediaAtMs(next) ?? 0]),
  ]
  expect(next.nextWakeAtMs).toBe(dueMs.length === 0 ? undefined : Math.min(...dueMs))
  expect(next.nextWakeAtMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(nowMs)
  expect(ids).toEqual(expect.arrayContaining([...next.coHosts, ...next.stalled, ...next.requests.map(({ memberId }) => memberId)]))
  expect(new Set([host?.id, ...next.coHosts, ...next.requests.map(({ memberId }) => memberId)]).size).toBe(
    1 + next.coHosts.length + next.requests.length,
  )
  const voters = next.queue.flatMap(({ votes }) => votes)
  expect(ids).toEqual(expect.arrayContaining(voters))
  for (const id of ids) expect(voters.filter((voter) => voter === id).length).toBeLessThanOrEqual(limits.votesPerMember)
  expect(new Set(next.queue.map((item) => item.id)).size).toBe(next.queue.length)
  expect(new Set(next.queue.map((item) => item.mediaId)).size).toBe(next.queue.length)
  expect([next, ...next.queue].filter(({ live, durationS }) => live && durationS !== undefined)).toEqual([])
  expect(next.queue.length).toBeLessThanOrEqual(limits.queueItems)
  expect(next.queue.findIndex(({ accepted }) => !accepted)).toBeOneOf([-1, next.queue.filter(({ accepted }) => accepted).length])
  expect(next.kind === 'hosted' || !next.locked).toBe(true)
  expect(Math.max(...next.requests.map(({ untilMs }) => untilMs), 0)).toBeLessThanOrEqual(nowMs + roomRules.requestMs)
  expect(decodeRoom(encodeRoom(next))).toEqual(next)
}
