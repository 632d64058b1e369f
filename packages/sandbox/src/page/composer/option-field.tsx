import type { SandboxState } from '../../control/contract.ts'
import type { Draft } from '../commands/command-options.ts'
import { type CommandField, optionType, type SlashCommand } from '../commands/command-tree.ts'
import { usePage } from '../page-store.ts'
import { AutocompleteInput } from './autocomplete-input.tsx'

export interface OptionFieldProps {
  command: SlashCommand
  field: CommandField
  draft: Draft
  problem: string | undefined
  onValue: (value: string) => void
}

/** One option of a command: its name, whether it is required, what it is for, and the control that its type asks for. */
export function OptionField(props: OptionFieldProps) {
  const { field, problem } = props
  const id = `option-${field.name}`
  return (
    <div class="field" data-invalid={problem !== undefined}>
      <label for={id}>
        {field.name}
        <span class="field-need">{field.required ? 'required' : 'optional'}</span>
      </label>
      <Control {...props} id={id} />
      <p id={`${id}-note`} class="field-note">
        {problem ?? field.description}
      </p>
    </div>
  )
}

function Control(props: OptionFieldProps & { id: string }) {
  const { field, draft, problem, onValue, id } = props
  const { state } = usePage()
  if (field.autocomplete) return <AutocompleteInput {...props} />
  const value = draft[field.name] ?? ''
  const choices = choicesOf(field, state.value)
  const common = {
    id,
    value,
    'aria-describedby': `${id}-note`,
    'aria-invalid': problem !== undefined,
    'aria-required': field.required,
  } as const
  if (choices) {
    return (
      <select {...common} class="field-input" onChange={(event) => onValue(event.currentTarget.value)}>
        <option value="">{field.required ? 'Choose…' : 'Not set'}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    )
  }
  const numeric = field.type === optionType.integer || field.type === optionType.number
  return (
    <input
      {...common}
      class="field-input"
      type="text"
      inputMode={numeric ? 'decimal' : 'text'}
      autocomplete="off"
      placeholder={numeric ? 'Number' : 'Text'}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  )
}

type Choice = { name: string; value: string }

function choicesOf(field: CommandField, state: SandboxState | undefined): Choice[] | undefined {
  if (field.choices.length > 0) return field.choices.map(({ name, value }) => ({ name, value: String(value) }))
  const people = state?.members.map((member) => ({ name: member.displayName, value: member.userId })) ?? []
  const roles = distinct(state?.members.flatMap((member) => member.roles) ?? [])
  switch (field.type) {
    case optionType.boolean:
      return [
        { name: 'Yes', value: 'true' },
        { name: 'No', value: 'false' },
      ]
    case optionType.user:
      return people
    case optionType.role:
      return roles
    case optionType.mentionable:
      return [...people, ...roles]
    case optionType.channel:
      return state?.channels.map((channel) => ({ name: `#${channel.name}`, value: channel.id })) ?? []
    default:
      return undefined
  }
}

function distinct(roles: readonly { id: string; name: string }[]): Choice[] {
  return [...new Map(roles.map((role) => [role.id, { name: role.name, value: role.id }])).values()]
}
