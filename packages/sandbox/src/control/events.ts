import { Hono } from 'hono'
import type { SandboxState } from './contract.ts'
import { createToldChanges } from './told-changes.ts'

/** `GET /events`: the whole state at once, then after every change. */
export function eventRoutes({
  state,
  subscribe,
  signal,
}: {
  state: () => SandboxState
  subscribe: (listener: () => void) => () => void
  signal: AbortSignal
}): Hono {
  let version = 1
  const stopCounting = subscribe(() => {
    version += 1
  })
  signal.addEventListener('abort', stopCounting)
  const tell = createToldChanges({ mostListeners: 64, tooMany: 'Too many pages listen to the sandbox.', subscribe, signal })
  return new Hono().get('/events', (c) => {
    let told = 0
    return tell(c, () => {
      if (told === version) return undefined
      told = version
      return { event: 'state', data: JSON.stringify(state()) }
    })
  })
}
