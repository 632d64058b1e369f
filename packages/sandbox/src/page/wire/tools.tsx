import { ScenarioPanel } from '../scenarios/scenario-panel.tsx'
import { WirePanel } from './wire-panel.tsx'

/** For those who look behind the curtain: folded below everything, a section of its own on a narrow screen. */
export function Tools() {
  return (
    <section class="tools" aria-label="Tools">
      <ScenarioPanel />
      <WirePanel />
    </section>
  )
}
