import { useEffect, useRef, useState } from 'preact/hooks'
import type { SandboxModal } from '../../control/contract.ts'
import { Markdown } from '../markdown/markdown-view.tsx'
import { usePage } from '../page-store.ts'
import { type FormDraft, type FormField, fieldProblem, fieldsOf, firstDraft, formAnswers, readForm } from './form.ts'
import { FormFieldView } from './form-field.tsx'

/** The form that the bot opened for the chosen member, if there is one. Others' forms wait until one looks through their eyes. */
export function FormDialog() {
  const { state, me } = usePage()
  const modal = state.value?.modals.findLast((each) => each.userId === me.value?.userId)
  return modal ? <OpenForm key={modal.interactionId} modal={modal} /> : null
}

function OpenForm({ modal }: { modal: SandboxModal }) {
  const { state, control, orTell } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  const [parts] = useState(() => readForm(modal.components))
  const fields = fieldsOf(parts)
  const [draft, setDraft] = useState<FormDraft>(() => firstDraft(fields))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const { userId, interactionId } = modal
  const idOf = (field: FormField): string => `form-${fields.indexOf(field)}`

  useEffect(() => dialog.current?.showModal(), [])

  async function send(): Promise<void> {
    setTried(true)
    const wrong = fields.find((field) => fieldProblem(field, draft) !== undefined)
    if (wrong) return document.getElementById(idOf(wrong))?.focus()
    if (busy) return
    setBusy(true)
    await orTell(control.sendForm(userId, { interactionId, components: formAnswers(fields, draft) }))
    setBusy(false)
  }

  return (
    <dialog
      ref={dialog}
      class="dialog form-dialog"
      aria-labelledby="form-title"
      onCancel={(event) => {
        event.preventDefault() // it goes when the sandbox says that it is gone
        void orTell(control.closeForm(userId, interactionId))
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p class="eyebrow">{state.value?.bot.name} asks</p>
        <h2 id="form-title">{modal.title}</h2>
        {parts.map((part, index) => {
          if (part.kind === 'words') return <Words key={index} source={part.content} />
          if (part.kind === 'unsupported')
            return (
              <p key={index} class="unsupported">
                A field that the sandbox cannot show
              </p>
            )
          return (
            <FormFieldView
              key={index}
              id={idOf(part)}
              field={part}
              given={draft[part.customId] ?? []}
              problem={tried ? fieldProblem(part, draft) : undefined}
              onGiven={(given) => setDraft({ ...draft, [part.customId]: given })}
            />
          )
        })}
        <div class="row row-end">
          <button type="button" class="button" onClick={() => orTell(control.closeForm(userId, interactionId))}>
            Cancel
          </button>
          <button type="submit" class="button button-primary" aria-busy={busy}>
            Submit
          </button>
        </div>
      </form>
    </dialog>
  )
}

function Words({ source }: { source: string }) {
  return (
    <div class="markdown">
      <Markdown source={source} />
    </div>
  )
}
