import { type KeptForMs, keptForMs, type PersonalData } from '@kaltura-discord/core'

/** A store in memory, as far as the people in it are concerned. */
export interface Forgetful {
  forgetUser(userId: string): number
  sweep(nowMs: number, forMs: KeptForMs): number
}

/** `PersonalData` of stores in memory that belong together. */
export function createMemoryPersonalData(stores: readonly Forgetful[]): PersonalData {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  return {
    forgetUser: async (userId) => sum(stores.map((store) => store.forgetUser(userId))),
    sweep: async (nowMs, forMs = keptForMs) => sum(stores.map((store) => store.sweep(nowMs, forMs))),
  }
}

/** Removes what fits. */
export function removeWhere<Value>(map: Map<string, Value>, fits: (value: Value) => boolean): number {
  const found = [...map].filter(([, value]) => fits(value))
  for (const [key] of found) map.delete(key)
  return found.length
}

/** Puts something else in the place of what fits. */
export function changeWhere<Value>(map: Map<string, Value>, fits: (value: Value) => boolean, change: (value: Value) => Value): number {
  const found = [...map].filter(([, value]) => fits(value))
  for (const [key, value] of found) map.set(key, change(value))
  return found.length
}
