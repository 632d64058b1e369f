import { usePage } from '../page-store.ts'
import { choicesOf, type SelectMenu } from './select-menu.ts'

export interface SelectFieldProps {
  id: string
  label: string
  menu: SelectMenu
  chosen: readonly string[]
  onChosen: (chosen: readonly string[]) => void
  /** The id of the words about it, and whether those say that something is wrong. */
  note?: string | undefined
  invalid?: boolean | undefined
}

/** The control of a select menu: a list to choose one from, or boxes to tick where several may be chosen. */
export function SelectField(props: SelectFieldProps) {
  return props.menu.max === 1 ? <ChooseOne {...props} /> : <ChooseSeveral {...props} />
}

function ChooseOne({ id, label, menu, chosen, onChosen, note, invalid }: SelectFieldProps) {
  const { state } = usePage()
  return (
    <select
      id={id}
      class="field-input"
      aria-label={label}
      aria-describedby={note}
      aria-invalid={invalid}
      disabled={menu.disabled}
      value={chosen[0] ?? ''}
      onChange={({ currentTarget: { value } }) => onChosen(value === '' ? [] : [value])}
    >
      <option value="">{menu.placeholder}</option>
      {choicesOf(menu, state.value).map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.detail ? `${choice.name} (${choice.detail})` : choice.name}
        </option>
      ))}
    </select>
  )
}

function ChooseSeveral({ id, label, menu, chosen, onChosen, note, invalid }: SelectFieldProps) {
  const { state } = usePage()
  return (
    <fieldset id={id} class="select-several" tabIndex={-1} aria-describedby={note} data-invalid={invalid} disabled={menu.disabled}>
      <legend class="unseen">{label}</legend>
      {choicesOf(menu, state.value).map((choice) => (
        <label key={choice.value} class="tick">
          <input
            type="checkbox"
            checked={chosen.includes(choice.value)}
            onChange={({ currentTarget: { checked } }) =>
              onChosen(checked ? [...chosen, choice.value] : chosen.filter((value) => value !== choice.value))
            }
          />
          <span>
            {choice.name}
            {choice.detail && <span class="tick-detail"> {choice.detail}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
