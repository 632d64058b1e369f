import { clockTime } from '@kaltura-discord/core'
import type { ReadonlySignal } from '@preact/signals'
import type { JoinState } from '../launch/join.ts'
import { Notice } from './notice.tsx'
import { Starting } from './starting.tsx'
import { Told } from './told.tsx'
import { Watching } from './watching.tsx'

export interface AppProps {
  launch: ReadonlySignal<JoinState | { kind: 'outside' } | { kind: 'direct-message' }>
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
    case 'invited':
      return (
        <Notice title="Watch together" action={{ label: 'Continue with Discord', run: state.begin }}>
          You are invited to watch a video in step with others. Discord will ask whether it may tell this page who you are: members of their
          server can come in.
        </Notice>
      )
    case 'lost':
      return <Notice title="Open your link again">This page lets you in by a link that somebody made for you.</Notice>
    case 'starting':
      return <Starting step={state.step} />
    case 'unchosen':
      return (
        <Notice title="Nothing was chosen yet" action={{ label: 'Continue', run: state.goOn }}>
          This channel stopped “{state.continuation.entry.name}” at {clockTime(state.continuation.positionS)}.{' '}
          <span class="kd-more">
            Continue there, or use <code>/kaltura watch</code> in the channel to watch something else.
          </span>
        </Notice>
      )
    case 'failed':
      return (
        <Notice title="This did not work" alert action={state.again ? { label: 'Try again', run: retry } : undefined}>
          <Told failure={state} />
        </Notice>
      )
    case 'ready':
      return (
        <Watching
          bootstrap={state.bootstrap}
          goesOn={state.goesOn}
          library={state.library}
          invitations={state.invitations}
          renewTicket={state.renewTicket}
          retry={retry}
        />
      )
  }
}
