import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type AutocompleteReply, type AutocompleteView, type Choice, createAutocomplete } from '../commands/autocomplete.ts'
import { type Draft, focusedOptions } from '../commands/command-options.ts'
import { usePage } from '../page-store.ts'
import { Listbox, stepThrough } from './listbox.tsx'
import type { OptionFieldProps } from './option-field.tsx'

/** A field whose choices the bot suggests while one types. What was typed is sent as it is unless a choice was picked, as in Discord. */
export function AutocompleteInput(props: OptionFieldProps & { id: string }) {
  const { command, field, problem, onValue, id } = props
  const { control, me, channelId, after } = usePage()
  const draft = useRef<Draft>(props.draft)
  draft.current = props.draft
  const [text, setText] = useState('')
  const [view, setView] = useState<AutocompleteView>({ kind: 'closed' })
  const [active, setActive] = useState(0)
  const listId = `${id}-choices`
  const choices = view.kind === 'choices' ? view.choices : []
  const open = view.kind !== 'closed'

  const autocomplete = useMemo(() => {
    async function ask(typed: string): Promise<AutocompleteReply> {
      if (!me.value || !channelId.value) return { kind: 'choices', choices: [] }
      const options = focusedOptions(command, { ...draft.current, [field.name]: typed }, field.name)
      const asked = await control.autocomplete(me.value.userId, { channelId: channelId.value, commandId: command.commandId, options })
      return asked.kind === 'ok' ? { kind: 'choices', choices: asked.answer.choices } : asked
    }
    return createAutocomplete({ ask, after, show: setView })
  }, [])
  useEffect(() => autocomplete.close, [])

  function type(typed: string): void {
    setText(typed)
    setActive(0)
    onValue(typed)
    autocomplete.type(typed)
  }

  function pick(choice: Choice | undefined): void {
    if (!choice) return
    setText(choice.name)
    onValue(String(choice.value))
    autocomplete.close()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = open ? stepThrough(event.key, active, choices.length) : undefined
    if (next !== undefined) setActive(next)
    else if (!open && event.key === 'ArrowDown') autocomplete.type(text)
    else if (open && event.key === 'Escape') autocomplete.close()
    else if (open && event.key === 'Enter' && choices.length > 0) pick(choices[active])
    else if (event.key !== 'Enter' || view.kind !== 'loading') {
      if (choices.length > 0 && event.key === 'Tab' && !event.shiftKey && text !== '') pick(choices[active])
      return
    }
    event.preventDefault()
  }

  return (
    <div class="prompt">
      {open && (
        <Listbox
          id={listId}
          label={`Choices for ${field.name}`}
          active={active}
          options={choices.map((choice) => ({ key: String(choice.value), title: choice.name }))}
          empty={noteOf(view)}
          onPick={(index) => pick(choices[index])}
        />
      )}
      <input
        id={id}
        class="field-input"
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={choices.length > 0 ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        aria-describedby={`${id}-note`}
        aria-invalid={problem !== undefined}
        aria-required={field.required}
        autocomplete="off"
        placeholder="Type to search"
        value={text}
        onFocus={() => autocomplete.type(text)}
        onBlur={() => autocomplete.close()}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

function noteOf(view: AutocompleteView): string {
  if (view.kind === 'loading') return 'Loading…'
  return view.kind === 'failed' ? view.message : 'No match.'
}
