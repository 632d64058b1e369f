import type { ReadonlySignal } from '@preact/signals'
import type { LaunchState } from '../launch/launch.ts'
import { Notice } from './notice.tsx'
import { Starting } from './starting.tsx'
import { Watching } from './watching.tsx'

export interface AppProps {
  launch: ReadonlySignal<LaunchState | { kind: 'outside' } | { kind: 'direct-message' }>
  retry(): void
}

/** The whole Activity: whatever the launch has come to. */
export function App({ launch, retry }: AppProps) {
  const state = launch.value
  switch (state.kind) {
    case 'outside':
      return (
        <Notice title="Open this in Discord">
          This page is a Discord Activity. In a Discord channel, use <code>/kaltura watch</code> and press <strong>Watch Together</strong>.
        </Notice>
      )
    case 'direct-message':
      return (
        <Notice title="Watch in a server">
          Kaltura videos belong to a Discord server. Use <code>/kaltura watch</code> in one of its channels.
        </Notice>
      )
    case 'starting':
      return <Starting step={state.step} />
    case 'failed':
      return (
        <Notice title="This did not work" alert action={state.again ? { label: 'Try again', run: retry } : undefined}>
          {state.sentence}
        </Notice>
      )
    case 'ready':
      return <Watching bootstrap={state.bootstrap} library={state.library} renewTicket={state.renewTicket} retry={retry} />
  }
}
