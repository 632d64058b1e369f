import type { Signal } from '@preact/signals'
import { useId, useRef, useState } from 'preact/hooks'
import type { Device, Layout, Thermal, WindowSettings } from './device-screen.ts'

const deviceWords: Record<Device, string> = { desktop: 'Desktop', tablet: 'Tablet', phone: 'Phone' }
const layoutWords: Record<Layout, string> = { focused: 'Focused', pip: 'Picture-in-picture', grid: 'Grid' }
const heldWords: Record<WindowSettings['held'], string> = { portrait: 'Portrait', landscape: 'Landscape' }
const thermalWords: Record<Thermal, string> = { nominal: 'Nominal', fair: 'Fair', serious: 'Serious', critical: 'Critical' }

/** On which device, and how, one person has the Activity before them. */
export function WindowMenu({ name, settings }: { name: string; settings: Signal<WindowSettings> }) {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const id = useId()
  const { device, layout, held, thermal } = settings.value
  const change = (part: Partial<WindowSettings>): void => {
    settings.value = { ...settings.value, ...part }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only closes what its controls opened
    <div
      class="window-menu"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (open && relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (!open || event.key !== 'Escape') return
        setOpen(false)
        opener.current?.focus()
      }}
    >
      <button
        ref={opener}
        type="button"
        class="icon-button"
        aria-label={`View settings of ${name}`}
        title={`View settings of ${name}`}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⚙</span>
      </button>
      {open && (
        <fieldset id={id} class="window-settings">
          <legend>How {name} watches</legend>
          <Choice label="Device" value={device} words={deviceWords} onChoice={(chosen) => change({ device: chosen })} />
          <Choice label="Layout" value={layout} words={layoutWords} onChoice={(chosen) => change({ layout: chosen })} />
          {device !== 'desktop' && <Choice label="Held" value={held} words={heldWords} onChoice={(chosen) => change({ held: chosen })} />}
          <Choice label="Heat" value={thermal} words={thermalWords} onChoice={(chosen) => change({ thermal: chosen })} />
        </fieldset>
      )}
    </div>
  )
}

function Choice<Value extends string>(props: {
  label: string
  value: Value
  words: Record<Value, string>
  onChoice: (value: Value) => void
}) {
  const { label, value, words, onChoice } = props
  const values = Object.keys(words).filter((key): key is Value => key in words)
  return (
    <label>
      {label}
      <select
        class="field-input"
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = values[currentTarget.selectedIndex]
          if (chosen) onChoice(chosen)
        }}
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
