import { WatchButton } from '../channel/watch-button.tsx'
import { usePage } from '../page-store.ts'

/** Keeps the way in at hand once messages have pushed the welcome out of sight, until somebody watches. */
export function FirstHint() {
  const { watching, composing, visibleMessages, commands } = usePage()
  const hasWatch = commands.value.some((command) => command.path.at(-1) === 'watch')
  if (!hasWatch || watching.value || composing.value || visibleMessages.value.length === 0) return null
  return (
    <div class="first-hint">
      <p>
        Type <kbd>/</kbd> or press this button to watch a video together.
      </p>
      <WatchButton />
    </div>
  )
}
