import { SelectField } from '../select/select-field.tsx'
import type { FormField } from './form.ts'
import { TickField } from './tick-field.tsx'

interface FormFieldProps {
  id: string
  field: FormField
  given: readonly string[]
  problem: string | undefined
  onGiven: (given: readonly string[]) => void
}

/** One question of a form: its label, whether it is required, its control, and what is wrong with the answer. */
export function FormFieldView({ id, field, given, problem, onGiven }: FormFieldProps) {
  if (field.kind === 'ticks') return <TickField id={id} field={field} given={given} problem={problem} onGiven={onGiven} />
  const required = field.kind === 'text' ? field.required : field.menu.min > 0
  const note = `${id}-note`
  const invalid = problem !== undefined
  return (
    <div class="field" data-invalid={invalid}>
      <label for={id}>
        {field.label}
        <span class="field-need">{required ? 'required' : 'optional'}</span>
      </label>
      {field.kind === 'select' ? (
        <SelectField id={id} label={field.label} menu={field.menu} chosen={given} onChosen={onGiven} note={note} invalid={invalid} />
      ) : (
        <TextField id={id} field={field} text={given[0] ?? ''} invalid={invalid} onText={(text) => onGiven([text])} />
      )}
      <p id={note} class="field-note">
        {problem ?? field.description ?? ''}
      </p>
    </div>
  )
}

function TextField(props: {
  id: string
  field: FormField & { kind: 'text' }
  text: string
  invalid: boolean
  onText: (text: string) => void
}) {
  const { id, field, text, invalid, onText } = props
  const common = {
    id,
    class: 'field-input',
    value: text,
    placeholder: field.placeholder,
    'aria-describedby': `${id}-note`,
    'aria-invalid': invalid,
    'aria-required': field.required,
  } as const
  return field.long ? (
    <textarea {...common} rows={4} onInput={({ currentTarget }) => onText(currentTarget.value)} />
  ) : (
    <input {...common} type="text" autocomplete="off" onInput={({ currentTarget }) => onText(currentTarget.value)} />
  )
}
