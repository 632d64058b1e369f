import { usePage } from '../page-store.ts'
import { WatchButton } from './watch-button.tsx'

/** What a newcomer reads first: what this is, and the one thing to do. */
export function Welcome({ channelName }: { channelName: string }) {
  const { state } = usePage()
  const others = state.value?.members.slice(1, 2).map((member) => member.displayName)[0] ?? 'somebody else'
  return (
    <div class="welcome">
      <h3>Watch a video together</h3>
      <p class="welcome-lead">
        A small Discord with a small Kaltura beside it, to try things out. You play everybody in #{channelName}, so no account is needed.
      </p>
      <ol class="steps">
        <li>
          <strong>Start</strong> Press the button, choose a video.
        </li>
        <li>
          <strong>Invite</strong> Join as {others}: a second seat opens beside yours.
        </li>
        <li>
          <strong>Watch</strong> Pause, seek, play in one. The other follows.
        </li>
      </ol>
      <WatchButton />
    </div>
  )
}
