import { usePage } from '../page-store.ts'

/** Starts `/kaltura watch` for people who have never typed a slash. */
export function WatchButton() {
  const { commands, composing, section } = usePage()
  const watch = commands.value.find((command) => command.path.at(-1) === 'watch')
  return (
    <button
      type="button"
      class="button button-primary button-large"
      disabled={!watch}
      onClick={() => {
        section.value = 'chat'
        composing.value = watch
      }}
    >
      <span aria-hidden="true">▶</span> {watch ? 'Watch a video together' : 'Waiting for the bot’s commands…'}
    </button>
  )
}
