import { useSignal } from '@preact/signals'
import type { JSX } from 'preact'

export interface SeekBarProps {
  startS: number
  endS: number
  positionS: number
  /** Whether it can be moved. */
  held: boolean
  /** A position in words, for who hears it. */
  say(positionS: number): string
  seek(positionS: number): void
  /** What stands beside it, of the position that it shows. */
  children(positionS: number): JSX.Element
}

/** A position that can be dragged; the video is moved once it is let go. */
export function SeekBar({ startS, endS, positionS, held, say, seek, children }: SeekBarProps) {
  const dragged = useSignal<number | undefined>(undefined)
  const shownS = dragged.value ?? positionS
  return (
    <>
      <input
        class="kd-seek"
        type="range"
        aria-label="Position"
        aria-valuetext={say(shownS)}
        min={startS}
        max={endS}
        step={1}
        value={shownS}
        disabled={!held}
        onInput={(event) => {
          dragged.value = Number(event.currentTarget.value)
        }}
        onChange={(event) => {
          dragged.value = undefined
          seek(Number(event.currentTarget.value))
        }}
      />
      {children(shownS)}
    </>
  )
}
