import { createApiClient } from '@kaltura-discord/api'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { connectDiscord } from './discord/embedded-sdk.ts'
import { placeOf } from './discord/place.ts'
import { join, visitOf } from './launch/join.ts'
import { launch } from './launch/launch.ts'
import { App, type AppProps } from './view/app.tsx'

export interface MountOptions {
  /** Origin of the kaltura-discord server; '' (the default) when it serves this page itself, as it should behind Discord's proxy. */
  serverUrl?: string
}

/**
 * Runs the Watch Together Activity in an element: connects to the Discord client around the frame, signs in, and plays in step with the room.
 *
 * Outside Discord it says how to get in, or lets somebody in by an invitation (at the path `/join`). Import `@kaltura-discord/activity-ui/activity.css` beside it.
 * @returns how to take it off the page again.
 * @example
 * ```ts
 * import { mountActivity } from '@kaltura-discord/activity-ui'
 *
 * mountActivity(document.body)
 * ```
 */
export function mountActivity(element: HTMLElement, { serverUrl = '' }: MountOptions = {}): () => void {
  const found = placeOf(location.search)
  const state = signal<AppProps['launch']['value']>(found.kind === 'guild' ? { kind: 'starting', step: 'discord' } : found)
  const visit = found.kind === 'outside' ? visitOf(location) : undefined
  // The code in it is nobody else's business: not of what is shared, not of the history.
  if (visit?.kind === 'back' || visit?.kind === 'declined') history.replaceState(null, '', location.pathname)
  const start = () => {
    const createApi = (bearer: () => string | undefined) =>
      createApiClient({ baseUrl: serverUrl, fetch: (...request) => fetch(...request), token: bearer })
    const onState = (next: AppProps['launch']['value']) => {
      state.value = next
    }
    if (found.kind === 'guild') void launch({ place: found.place, createApi, connectDiscord, onState })
    if (visit) void join({ visit, createApi, goTo: (address) => location.assign(address), onState })
  }
  // A real client's RPC session stays signed in until the frame ends, so trying again means a fresh frame.
  const retry = () => location.reload()
  render(<App launch={state} retry={retry} />, element)
  start()
  return () => render(null, element)
}
