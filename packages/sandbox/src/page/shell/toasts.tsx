import { usePage } from '../page-store.ts'

/** Short news and problems. Problems stay until they are closed. */
export function Toasts() {
  const { toasts, dropToast } = usePage()
  return (
    <section class="toasts" aria-label="Messages of the sandbox" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class="toast" data-tone={toast.tone}>
          <p>{toast.text}</p>
          <button type="button" class="icon-button" aria-label="Close this message" onClick={() => dropToast(toast.id)}>
            ✕
          </button>
        </div>
      ))}
    </section>
  )
}
