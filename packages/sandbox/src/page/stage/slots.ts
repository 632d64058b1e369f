import type { SandboxFrame, SandboxInstance } from '../../control/contract.ts'

/** A place on the stage that one frame occupies for as long as it lives. */
export interface Slot {
  instanceId: string
  channelId: string
  userId: string
  frameId: string
  /** Which of the person's windows it is, from 1. */
  nth: number
  url: string
}

/**
 * Which frame stands where, after the instances changed. A browser reloads an iframe that is moved in the document, so a frame never changes its place:
 * new ones are appended, and what a closed one leaves stays empty. The address is the one of its first day.
 */
export function nextSlots(before: readonly (Slot | undefined)[], instances: readonly SandboxInstance[]): readonly (Slot | undefined)[] {
  const wanted = new Map(
    instances.flatMap((instance) => instance.frames.map((frame) => slotOf(instance, frame))).map((slot) => [slot.frameId, slot]),
  )
  const kept = before.map((slot) => (slot && wanted.has(slot.frameId) ? slot : undefined))
  const known = new Set(kept.map((slot) => slot?.frameId))
  const next = [...kept, ...[...wanted.values()].filter((slot) => !known.has(slot.frameId))]
  return next.slice(0, next.findLastIndex((slot) => slot !== undefined) + 1)
}

function slotOf({ instanceId, channelId, frames }: SandboxInstance, { userId, frameId, url }: SandboxFrame): Slot {
  const own = frames.filter((frame) => frame.userId === userId)
  return { instanceId, channelId, userId, frameId, nth: own.findIndex((frame) => frame.frameId === frameId) + 1, url }
}
