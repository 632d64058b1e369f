import { useEffect, useRef } from 'preact/hooks'

export interface ListboxOption {
  key: string
  title: string
  detail?: string | undefined
}

/** The pop-up list of a combobox. Focus stays in the text field, which names the active option by `${id}-${active}`. */
export function Listbox(props: {
  id: string
  label: string
  active: number
  options: readonly ListboxOption[]
  /** Shown, and read out, when there is nothing to choose. */
  empty: string
  onPick: (index: number) => void
}) {
  const { id, label, active, options, empty, onPick } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active])

  return (
    <div class="popup">
      <div ref={list} id={id} class="listbox" role="listbox" aria-label={label}>
        {options.map((option, index) => (
          <div
            key={option.key}
            id={`${id}-${index}`}
            class="option"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(index)}
            onKeyDown={(event) => event.key === 'Enter' && onPick(index)}
          >
            <span class="option-title">{option.title}</span>
            {option.detail && <span class="option-detail">{option.detail}</span>}
          </div>
        ))}
      </div>
      <p class="popup-note" role="status">
        {options.length === 0 ? empty : ''}
      </p>
    </div>
  )
}

/** Where an arrow key leads in a list of `count`, round and round; `undefined` for every other key. */
export function stepThrough(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return (active + count - 1) % count
  return undefined
}
