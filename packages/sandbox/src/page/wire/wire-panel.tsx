import { useSignal } from '@preact/signals'
import { useEffect, useId, useState } from 'preact/hooks'
import type { WireEntry, WireName } from '../../wire/wire-entry.ts'
import { usePage } from '../page-store.ts'
import { WireDetails } from './wire-details.tsx'
import { WireList } from './wire-list.tsx'
import { inOrder, matching, rowOf, wireWords } from './wire-row.ts'
import { followWires } from './wire-stream.ts'

const most = 2_000
/** More rows than this are not drawn; a search finds the others. */
const mostRows = 400

/** What goes over the wires of the sandbox, as long as it is unfolded. */
export function WirePanel() {
  const [open, setOpen] = useState(false)
  return (
    <details class="tool" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What goes over the wires</summary>
      {open && <Wires />}
    </details>
  )
}

function Wires() {
  const { after, rpcFrames } = usePage()
  const entries = useSignal<readonly WireEntry[]>([])
  const [wire, setWire] = useState<WireName | ''>('')
  const [text, setText] = useState('')
  const [held, setHeld] = useState<readonly WireEntry[] | undefined>()
  const [fromMs, setFromMs] = useState(0)
  const [chosen, setChosen] = useState('')
  const id = useId()

  useEffect(() => {
    const line = followWires({
      after: 0,
      wait: after,
      open: (url) => new EventSource(url),
      onEntries: (more) => {
        entries.value = [...entries.value, ...more].slice(-most)
      },
    })
    return () => line.close()
  }, [])

  const all = held ?? inOrder(entries.value, rpcFrames.frames.value).filter(({ atMs }) => atMs >= fromMs)
  const found = matching(all, { wire, text })
  const rows = found.slice(-mostRows).map(rowOf)
  const row = rows.find(({ key }) => key === chosen)

  function clear(): void {
    setFromMs((all.at(-1)?.atMs ?? 0) + 1)
    setHeld(undefined)
    setChosen('')
  }

  return (
    <div class="wires">
      <div class="wire-bar">
        <label class="wire-filter">
          Wire
          <select
            class="field-input"
            value={wire}
            onChange={({ currentTarget }) =>
              setWire(Object.keys(wireWords).find((name): name is WireName => name === currentTarget.value) ?? '')
            }
          >
            <option value="">All</option>
            {Object.entries(wireWords).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label class="wire-filter wire-search">
          Search
          <input class="field-input" type="search" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
        </label>
        <button type="button" class="button" aria-pressed={held !== undefined} onClick={() => setHeld(held ? undefined : all)}>
          Pause
        </button>
        <button type="button" class="button" onClick={clear}>
          Clear
        </button>
        <p class="quiet wire-count" role="status" id={`${id}-count`}>
          {found.length > rows.length ? `The last ${rows.length} of ${found.length}` : `${found.length}`}
          {held && ', paused'}
        </p>
      </div>
      <div class="wire-body">
        <WireList rows={rows} chosen={chosen} onChoose={setChosen} follow={held === undefined} />
        {row && <WireDetails row={row} />}
      </div>
    </div>
  )
}
