import type { Option } from './client-words.ts'

/** One of a few, by what each is called. */
export function Choice<Value extends string>(props: {
  label: string
  value: Value
  options: readonly Option<Value>[]
  onChoice: (value: Value) => void
}) {
  const { label, value, options, onChoice } = props
  return (
    <label>
      {label}
      <select
        class="field-input"
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options[currentTarget.selectedIndex]
          if (chosen) onChoice(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  )
}

/** A number that is taken when one is done with it; one that makes no sense stays what it was. */
export function NumberField(props: { label: string; value: number; least?: number; most: number; onNumber: (value: number) => void }) {
  const { label, value, least = 0, most, onNumber } = props
  return (
    <label>
      {label}
      <input
        class="field-input"
        type="number"
        min={least}
        max={most}
        value={value}
        onChange={({ currentTarget }) => {
          const { valueAsNumber } = currentTarget
          if (valueAsNumber >= least && valueAsNumber <= most) onNumber(valueAsNumber)
          else currentTarget.value = String(value)
        }}
      />
    </label>
  )
}

export function Tick({ label, value, onTick }: { label: string; value: boolean; onTick: (value: boolean) => void }) {
  return (
    <label class="window-tick">
      <input type="checkbox" checked={value} onChange={({ currentTarget }) => onTick(currentTarget.checked)} /> {label}
    </label>
  )
}
