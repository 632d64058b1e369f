import { useLayoutEffect, useRef } from 'preact/hooks'
import type { WireRow } from './wire-row.ts'

/** The rows as a list box: one stop of the tab key, arrows, Home and End inside. Stays at its end while nobody scrolled away. */
export function WireList(options: { rows: readonly WireRow[]; chosen: string; onChoose: (key: string) => void; follow: boolean }) {
  const { rows, chosen, onChoose, follow } = options
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const index = rows.findIndex(({ key }) => key === chosen)
  const last = rows.at(-1)?.key

  useLayoutEffect(() => {
    if (follow && atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [last, follow])

  function go(to: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (!row) return
    onChoose(row.key)
    list.current?.querySelector(`[data-key="${row.key}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const from = index < 0 ? rows.length : index
    const to = {
      ArrowUp: from - 1,
      ArrowDown: index < 0 ? rows.length - 1 : from + 1,
      PageUp: from - 10,
      PageDown: from + 10,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    go(to)
  }

  return (
    <div
      ref={list}
      class="wire-list"
      role="listbox"
      aria-label="What went over the wires"
      aria-activedescendant={index < 0 ? undefined : `wire-${index}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: box }) => {
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 24
      }}
    >
      {rows.map((row, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the keys, and the focus
        // biome-ignore lint/a11y/useFocusableInteractive: as above, aria-activedescendant names the option
        <div
          key={row.key}
          id={`wire-${at}`}
          data-key={row.key}
          class="wire-row"
          role="option"
          aria-selected={row.key === chosen}
          onClick={() => onChoose(row.key)}
        >
          <span class="wire-time">{row.time}</span>
          <span class="wire-name">{row.wire}</span>
          <span class="wire-words">{row.words}</span>
          <span class="wire-outcome" data-bad={row.isBad}>
            {row.outcome}
          </span>
        </div>
      ))}
    </div>
  )
}
