import { useEffect, useRef, useState } from 'preact/hooks'
import { commandLabel, matchingCommands, type SlashCommand } from '../commands/command-tree.ts'
import { usePage } from '../page-store.ts'
import { Listbox, stepThrough } from './listbox.tsx'

const listId = 'command-picker'

/** The line that opens the command picker: `/`, some letters, arrows, Enter or Tab. */
export function CommandPrompt({ focusNow }: { focusNow: boolean }) {
  const { commands, composing, control, me, place, orTell } = usePage()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const open = text.startsWith('/')
  const here = place.value
  const mayWrite = here?.kind !== 'guild' || here.channel.writtenBy.includes(me.value?.userId ?? '')
  const matches = open ? matchingCommands(commands.value, text) : []

  useEffect(() => {
    if (focusNow) input.current?.focus()
  }, [focusNow])

  function pick(command: SlashCommand | undefined): void {
    if (command) composing.value = command
  }

  async function say(): Promise<void> {
    if (!me.value || !here || text.trim() === '' || !mayWrite) return
    if (await orTell(control.say(me.value.userId, here.id, text))) setText('')
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!open) {
      if (event.key === 'Enter') void say()
      return
    }
    const next = stepThrough(event.key, active, matches.length)
    if (next !== undefined) setActive(next)
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey && matches.length > 0)) pick(matches[active])
    else if (event.key === 'Escape') setText('')
    else return
    event.preventDefault()
  }

  return (
    <div class="prompt">
      {open && (
        <Listbox
          id={listId}
          label="Commands"
          active={active}
          options={matches.map((command) => ({ key: commandLabel(command), title: commandLabel(command), detail: command.description }))}
          empty="No command with these letters."
          onPick={(index) => pick(matches[index])}
        />
      )}
      <input
        ref={input}
        class="prompt-input"
        type="text"
        role="combobox"
        aria-label="Command"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && matches.length > 0 ? `${listId}-${active}` : undefined}
        aria-describedby="prompt-note"
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        maxLength={2000}
        placeholder="Type / for commands"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <p id="prompt-note" class="prompt-note" role="status">
        {text !== '' &&
          !open &&
          (mayWrite
            ? 'Enter sends this as a message. Begin with / to choose a command.'
            : 'You may not write here. Begin with / to choose a command.')}
      </p>
    </div>
  )
}
