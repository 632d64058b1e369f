const paths = {
  play: 'M8 5v14l11-7z',
  pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
  loud: 'M4 9v6h4l5 5V4L8 9zm12.5 3a4.5 4.5 0 0 0-2.5-4v8a4.5 4.5 0 0 0 2.5-4z',
  silent: 'M4 9v6h4l5 5V4L8 9zm17.2 6-2.7-3 2.7-3-1.4-1.3-2.7 3-2.7-3L13 9l2.7 3-2.7 3 1.4 1.3 2.7-3 2.7 3z',
} as const

/** A drawn sign. What it means is said by the button around it. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="kd-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
