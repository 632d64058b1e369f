import type { RoomView } from '@kaltura-discord/sync/client'
import { useSignal } from '@preact/signals'

type Reason = NonNullable<RoomView['refusal']>

const sentences: Readonly<Record<Reason, string>> = {
  'not-connected': 'You are not connected just now. Nothing was changed.',
  'not-host': 'Only the host can do that.',
  locked: 'The host has locked the remote.',
  'may-not-control': 'This server does not let that person steer.',
  'unknown-member': 'They have left.',
  'not-a-member': 'The room does not know you any more. Open the Activity again.',
  declined: 'The host said not now. Ask again in a minute.',
  'too-many': 'There is no more room for that.',
  'too-late': 'That is too far ahead.',
  'too-fast': 'That was a lot at once. Wait a few seconds.',
  'unknown-item': 'It is not in the queue any more.',
  'not-offered': 'There is no queue here.',
  'media-refused': 'This video is not available here.',
  unavailable: 'The room did not answer. Try it again.',
}

/** Why the room did not do what one asked of it, until it is put away or something else is asked. */
export function Refusal({ room }: { room: RoomView }) {
  const putAway = useSignal<Reason | undefined>(undefined)
  const { refusal } = room
  if (refusal === undefined) putAway.value = undefined
  const shown = refusal !== undefined && putAway.value !== refusal
  return (
    <div aria-live="polite">
      {shown && (
        <p class="kd-toast">
          <span>{sentences[refusal]}</span>
          <button
            type="button"
            class="kd-act"
            onClick={() => {
              putAway.value = refusal
            }}
          >
            OK
          </button>
        </p>
      )}
    </div>
  )
}
