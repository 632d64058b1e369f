import type { FormField } from './form.ts'

/** Round ones to choose one, square ones to choose some, or a single box. The first one takes the focus when something is wrong. */
export function TickField(props: {
  id: string
  field: FormField & { kind: 'ticks' }
  given: readonly string[]
  problem: string | undefined
  onGiven: (given: readonly string[]) => void
}) {
  const { id, field, given, problem, onGiven } = props
  const isRound = field.type === 21
  const boxes = field.type === 23 ? [{ value: 'yes', label: field.label, description: undefined }] : field.options
  const tick = (value: string, ticked: boolean): void => {
    if (isRound) onGiven([value])
    else onGiven(ticked ? [...given, value] : given.filter((one) => one !== value))
  }
  return (
    <fieldset class="field ticks" data-invalid={problem !== undefined} aria-describedby={`${id}-note`}>
      <legend>
        {field.label}
        <span class="field-need">{field.required ? 'required' : 'optional'}</span>
      </legend>
      {boxes.map(({ value, label, description }, index) => (
        <label key={value} class="tick-line">
          <input
            id={index === 0 ? id : undefined}
            type={isRound ? 'radio' : 'checkbox'}
            name={id}
            checked={given.includes(value)}
            onChange={({ currentTarget }) => tick(value, currentTarget.checked)}
          />
          <span>
            {label}
            {description !== undefined && <span class="tick-note">{description}</span>}
          </span>
        </label>
      ))}
      <p id={`${id}-note`} class="field-note">
        {problem ?? field.description ?? ''}
      </p>
    </fieldset>
  )
}
