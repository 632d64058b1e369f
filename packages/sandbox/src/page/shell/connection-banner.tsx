import { usePage } from '../page-store.ts'

/** Says that what is on the screen may be old. Silent while all is well. */
export function ConnectionBanner() {
  const { status } = usePage()
  const words = {
    connecting: undefined,
    live: undefined,
    lost: 'The sandbox does not answer. Reconnecting…',
    misunderstood: 'This page and the running sandbox are of different versions. Restart the sandbox and reload.',
  }[status.value.kind]

  return (
    <div role="status" class="banner-place">
      {words && <p class="banner">{words}</p>}
    </div>
  )
}
