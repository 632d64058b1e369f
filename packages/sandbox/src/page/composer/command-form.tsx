import { useEffect, useRef, useState } from 'preact/hooks'
import { buildOptions, type Draft } from '../commands/command-options.ts'
import { commandLabel, type SlashCommand } from '../commands/command-tree.ts'
import { usePage } from '../page-store.ts'
import { OptionField } from './option-field.tsx'

/** A chosen command with its options as labelled fields. Enter sends, Escape goes back. */
export function CommandForm({ command }: { command: SlashCommand }) {
  const { composing, control, me, channelId, orTell } = usePage()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<Draft>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})

  useEffect(() => focusFirst(form.current, '.field-input, [type=submit]'), [])
  useEffect(() => focusFirst(form.current, '[aria-invalid=true]'), [problems])

  async function send(event: Event): Promise<void> {
    event.preventDefault()
    const built = buildOptions(command, draft)
    if (built.kind === 'incomplete') setProblems(built.problems)
    if (built.kind === 'incomplete' || !me.value || !channelId.value) return
    composing.value = undefined
    await orTell(control.useCommand(me.value.userId, { channelId: channelId.value, commandId: command.commandId, options: built.options }))
  }

  function back(): void {
    composing.value = undefined
  }

  return (
    <form
      ref={form}
      class="command-form"
      aria-label={commandLabel(command)}
      noValidate
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) back()
      }}
    >
      <div class="command-head">
        <span class="command-name">{commandLabel(command)}</span>
        <span class="command-description">{command.description}</span>
        <button type="button" class="icon-button" aria-label="Do not use this command" onClick={back}>
          ✕
        </button>
      </div>
      <div class="command-fields">
        {command.fields.map((field) => (
          <OptionField
            key={field.name}
            command={command}
            field={field}
            draft={draft}
            problem={problems[field.name]}
            onValue={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        <button type="submit" class="button button-primary">
          Send <kbd>Enter</kbd>
        </button>
      </div>
    </form>
  )
}

function focusFirst(form: HTMLFormElement | null, selector: string): void {
  form?.querySelector<HTMLElement>(selector)?.focus()
}
