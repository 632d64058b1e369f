import type { ComponentChildren } from 'preact'

export interface NoticeProps {
  title: string
  /** Read out at once by screen readers: for what went wrong. */
  alert?: boolean
  action?: { label: string; run(): void } | undefined
  children: ComponentChildren
}

/** A full page that says one thing. */
export function Notice({ title, alert = false, action, children }: NoticeProps) {
  return (
    <main class="kd-notice">
      <div role={alert ? 'alert' : 'presentation'}>
        <h1>{title}</h1>
        <p>{children}</p>
      </div>
      {action && (
        <button type="button" class="kd-button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </main>
  )
}
