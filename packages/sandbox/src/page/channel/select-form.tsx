import { useId, useState } from 'preact/hooks'
import { usePage } from '../page-store.ts'
import { SelectField } from '../select/select-field.tsx'
import { choiceProblem, type SelectMenu } from '../select/select-menu.ts'

/** A select menu of a message. It is sent by a button, so that arrow keys may wander through it first. */
export function SelectForm({ menu, messageId }: { menu: SelectMenu; messageId: string }) {
  const { control, me, orTell } = usePage()
  const [chosen, setChosen] = useState(menu.preset)
  const [tried, setTried] = useState(false)
  const [waiting, setWaiting] = useState(false)
  const id = useId()
  const problem = tried ? choiceProblem(menu, chosen) : undefined

  async function send(): Promise<void> {
    setTried(true)
    if (!me.value || waiting || choiceProblem(menu, chosen) !== undefined) return
    setWaiting(true)
    await orTell(control.useComponent(me.value.userId, { messageId, customId: menu.customId, values: [...chosen] }))
    setWaiting(false)
  }

  return (
    <form
      class="select-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <SelectField
        id={id}
        label={menu.placeholder}
        menu={menu}
        chosen={chosen}
        onChosen={setChosen}
        note={`${id}-note`}
        invalid={problem !== undefined}
      />
      <button type="submit" class="button" disabled={menu.disabled} aria-busy={waiting}>
        Choose
      </button>
      <p id={`${id}-note`} class="select-note" role="status">
        {problem ?? ''}
      </p>
    </form>
  )
}
