import { useState } from 'preact/hooks'
import { usePage } from '../page-store.ts'
import { faultChoices, faultWords, leftWords, orderOf } from './fault-choice.ts'

/** Makes things go wrong on purpose. Folded until wanted; how many faults are active is seen all the same. */
export function FaultPanel() {
  const { state, control, orTell } = usePage()
  const [open, setOpen] = useState(false)
  const faults = state.value?.faults ?? []
  return (
    <details class="faults" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Make something go wrong
        {faults.length > 0 && <span class="count faults-count">{faults.length} active</span>}
      </summary>
      {open && <FaultForm />}
      <ul class="fault-list" aria-live="polite" aria-label="Active faults">
        {faults.map((fault) => (
          <li key={fault.id} class="fault">
            <span>
              {faultWords(fault)}
              <span class="fault-left">{leftWords(fault)}</span>
            </span>
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove: ${faultWords(fault)}`}
              title="Remove"
              onClick={() => orTell(control.removeFault(fault.id))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

function FaultForm() {
  const { state, control, orTell } = usePage()
  const places = Object.keys(faultChoices)
  const [place, setPlace] = useState(places[0] ?? '')
  const [chosen, setChosen] = useState(0)
  const [often, setOften] = useState('1')
  const [forS, setForS] = useState('')
  const [busy, setBusy] = useState(false)
  const choices = faultChoices[place] ?? []

  async function start(): Promise<void> {
    const choice = choices[chosen]
    if (!choice || busy) return
    setBusy(true)
    await orTell(control.orderFault(orderOf(choice.order, { often, forS })))
    setBusy(false)
  }

  return (
    <form
      class="fault-form"
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      <label>
        Where
        <select
          class="field-input"
          value={place}
          onChange={({ currentTarget }) => {
            setPlace(currentTarget.value)
            setChosen(0)
          }}
        >
          {places.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label>
        What
        <select class="field-input" value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.selectedIndex)}>
          {choices.map((choice, index) => (
            <option key={choice.words} value={index}>
              {choice.words}
            </option>
          ))}
        </select>
      </label>
      <div class="fault-when">
        <label>
          How often
          <select class="field-input" value={often} onChange={({ currentTarget }) => setOften(currentTarget.value)}>
            <option value="1">Each time</option>
            <option value="0.5">Half of the time</option>
            <option value="0.1">Now and then (10 %)</option>
          </select>
        </label>
        <label>
          How long
          <select class="field-input" value={forS} onChange={({ currentTarget }) => setForS(currentTarget.value)}>
            <option value="">As usual</option>
            <option value="10">10 seconds</option>
            <option value="60">A minute</option>
            <option value="600">Ten minutes</option>
          </select>
        </label>
      </div>
      <p class="quiet">
        Chance is drawn from the seed <code>{state.value?.seed}</code>.
      </p>
      <button type="submit" class="button" aria-busy={busy}>
        Start
      </button>
    </form>
  )
}
