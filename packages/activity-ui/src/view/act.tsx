/** A small button of a list. `whom`, for those who only hear it: what the button beside it does not say. */
export function Act({ run, whom, pressed, disabled, children }: ActProps) {
  return (
    <button type="button" class="kd-act" aria-pressed={pressed} disabled={disabled} onClick={() => run()}>
      {children}
      {whom !== undefined && <span class="kd-unseen"> {whom}</span>}
    </button>
  )
}

export interface ActProps {
  run(): void
  whom?: string
  /** Of a button that stays down. */
  pressed?: boolean
  disabled?: boolean
  children: string
}
