import { z } from 'zod'
import type { OrientationLocks } from '../stage/device-screen.ts'

/** Discord’s UNLOCKED, PORTRAIT and LANDSCAPE. */
const words = { 1: 'unlocked', 2: 'portrait', 3: 'landscape' } as const
const lock = z.union([z.literal(1), z.literal(2), z.literal(3)])

export const orientationLockArgs = z.object({
  lock_state: lock,
  picture_in_picture_lock_state: lock.nullish(),
  grid_lock_state: lock.nullish(),
})

/** The locks after SET_ORIENTATION_LOCK_STATE: what is left out stays as it was, `null` takes a lock away. */
export function locksAfter(before: OrientationLocks, args: z.infer<typeof orientationLockArgs>): OrientationLocks {
  const pip = changed(before.pip, args.picture_in_picture_lock_state)
  const grid = changed(before.grid, args.grid_lock_state)
  return { focused: words[args.lock_state], ...(pip ? { pip } : {}), ...(grid ? { grid } : {}) }
}

function changed(before: OrientationLocks['pip'], now: keyof typeof words | null | undefined): OrientationLocks['pip'] {
  if (now === undefined) return before
  return now === null ? undefined : words[now]
}
