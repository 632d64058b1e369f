import type { Failure } from '../launch/failure.ts'

/** A failure in words, with what to read out to a supporter. */
export function Told({ failure: { sentence, supportId } }: { failure: Failure }) {
  return (
    <>
      {sentence}
      {supportId && (
        <small class="kd-support">
          Support id <code>{supportId}</code>
        </small>
      )}
    </>
  )
}
