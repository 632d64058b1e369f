import { useEffect, useRef } from 'preact/hooks'
import { type LinkQuestion, usePage } from '../page-store.ts'

/** Discord asks before an Activity may open a page outside; so does the sandbox, since that page may be on the internet. */
export function LinkDialog() {
  const { linkQuestion } = usePage()
  const question = linkQuestion.value
  return question ? <Question key={question.url} question={question} /> : null
}

function Question({ question }: { question: LinkQuestion }) {
  const { linkQuestion } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])

  function answer(open: boolean): void {
    if (open) window.open(question.url, '_blank', 'noopener,noreferrer')
    linkQuestion.value = undefined
    question.answer(open)
  }

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="link-title" onCancel={() => answer(false)}>
      <h2 id="link-title">Open a link?</h2>
      <p>{question.who}’s Activity wants to open a page outside of the sandbox:</p>
      <p class="dialog-url">{question.url}</p>
      <div class="row row-end">
        <button type="button" class="button" onClick={() => answer(false)}>
          Stay here
        </button>
        <button type="button" class="button button-primary" onClick={() => answer(true)}>
          Open in a new tab
        </button>
      </div>
    </dialog>
  )
}
