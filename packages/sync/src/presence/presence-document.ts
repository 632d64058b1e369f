import { readReach } from '../protocol/decode-client-message.ts'
import { readinesses } from '../protocol/messages.ts'
import { isCount, isFields, isId, isInstant, isUuid, isWithin, oneOf } from '../protocol/shape.ts'
import type { PresentConnection } from './room-presence.ts'

/** What one node says of one room, as engines keep it. */
export function encodePresence(connections: readonly PresentConnection[]): string {
  return JSON.stringify(connections)
}

/** Whoever cannot be read, because another version wrote it, is left out. Never throws. */
export function decodePresence(text: string): PresentConnection[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.map(readPresentConnection).filter((connection) => connection !== undefined) : []
  } catch {
    return []
  }
}

export function readPresentConnection(value: unknown): PresentConnection | undefined {
  if (!isFields(value)) return undefined
  const { id, attempt, memberId, sinceMs, rttMs, offsetMs } = value
  if (!isUuid(id) || !isCount(attempt) || !isId(memberId) || !isInstant(sinceMs)) return undefined
  const reach = readReachAt(value.reach)
  const readiness = oneOf(value.readiness, readinesses)
  return {
    id,
    attempt,
    memberId,
    sinceMs,
    ...(isWithin(rttMs, 0, 60_000) ? { rttMs } : {}),
    ...(typeof offsetMs === 'number' ? { offsetMs } : {}),
    ...(readiness ? { readiness } : {}),
    ...(value.hidden === true ? { hidden: true } : {}),
    ...(reach ? { reach } : {}),
  }
}

function readReachAt(value: unknown): PresentConnection['reach'] {
  const reach = readReach(value)
  return reach && isFields(value) && isInstant(value.atMs) ? { ...reach, atMs: value.atMs } : undefined
}
