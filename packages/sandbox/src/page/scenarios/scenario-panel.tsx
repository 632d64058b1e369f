import { useId, useState } from 'preact/hooks'
import { exampleScenarios } from '../../scenario/examples.ts'
import { readScenario } from '../../scenario/read-scenario.ts'
import type { Scenario } from '../../scenario/scenario-schema.ts'
import { usePage } from '../page-store.ts'
import { save } from './scenario-file.ts'
import { statusWords } from './scenario-words.ts'

/** Records what is done here as a file, and plays such files. */
export function ScenarioPanel() {
  const { state } = usePage()
  const [open, setOpen] = useState(false)
  const status = state.value?.scenario ?? { kind: 'idle' }
  const isBusy = status.kind === 'playing' || status.kind === 'recording'
  return (
    <details class="tool" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Scenarios
        {isBusy && <span class="count tool-busy">{status.kind}</span>}
      </summary>
      {open && <ScenarioForm />}
      <p class="scenario-status" role="status" data-kind={status.kind}>
        {open && statusWords(status)}
      </p>
    </details>
  )
}

function ScenarioForm() {
  const { state, control, orTell, tell } = usePage()
  const [opened, setOpened] = useState<readonly Scenario[]>([])
  const [name, setName] = useState('What I did')
  const [over, setOver] = useState(false)
  const id = useId()
  const status = state.value?.scenario ?? { kind: 'idle' }

  async function take(file: File | undefined): Promise<void> {
    setOver(false)
    if (!file) return
    const read = readScenario(await file.text())
    if (read.kind === 'wrong') tell('problem', `${file.name}: ${read.why}`)
    else setOpened([read.scenario, ...opened])
  }

  async function stopRecording(): Promise<void> {
    const outcome = await control.stopRecording(name.trim() || 'What I did')
    if (outcome.kind === 'failed') return tell('problem', outcome.message)
    setOpened([outcome.answer, ...opened])
    save(outcome.answer)
  }

  return (
    <section
      class="scenarios"
      aria-label="Record and play"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer?.files[0])
      }}
    >
      <div class="scenario-bar">
        {status.kind === 'recording' ? (
          <>
            <label>
              Name
              <input class="field-input" maxLength={100} value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} />
            </label>
            <button type="button" class="button button-primary" onClick={stopRecording}>
              Stop and save
            </button>
          </>
        ) : (
          <button type="button" class="button" disabled={status.kind === 'playing'} onClick={() => orTell(control.startRecording())}>
            Record what is done
          </button>
        )}
        {status.kind === 'playing' && (
          <>
            <button type="button" class="button button-primary" onClick={() => orTell(control.stopScenario())}>
              Stop
            </button>
            <progress aria-label="Progress" max={status.of} value={status.step} />
          </>
        )}
        <label class="scenario-file" for={`${id}-file`}>
          Open a file, or drop it here
          <input
            id={`${id}-file`}
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              void take(currentTarget.files?.[0])
              currentTarget.value = ''
            }}
          />
        </label>
      </div>
      <ul class="scenario-list" aria-label="Scenarios">
        {[...opened, ...exampleScenarios].map((scenario, index) => (
          <li key={`${index} ${scenario.name}`} class="scenario">
            <span>
              {scenario.name}
              <span class="quiet scenario-about">
                {scenario.about} {scenario.steps.length} {scenario.steps.length === 1 ? 'step' : 'steps'}.
              </span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={`Play: ${scenario.name}`}
              disabled={status.kind === 'playing' || status.kind === 'recording'}
              onClick={() => orTell(control.playScenario(scenario))}
            >
              Play
            </button>
            <button type="button" class="button" aria-label={`Save: ${scenario.name}`} onClick={() => save(scenario)}>
              Save
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
