import type { ScenarioStatus } from '../../scenario/scenario-schema.ts'

/** What the scenarios do now, for a person. Nothing while nothing was done. */
export function statusWords(status: ScenarioStatus): string {
  switch (status.kind) {
    case 'idle':
      return ''
    case 'recording':
      return `Recording: ${status.steps} ${status.steps === 1 ? 'step' : 'steps'} so far`
    case 'playing':
      return status.step === 0 ? `“${status.name}” begins` : `Step ${status.step} of ${status.of}: ${status.words}`
    case 'ended':
      return `“${status.name}” is done: ${status.of} ${status.of === 1 ? 'step' : 'steps'}`
    case 'stopped':
      return `“${status.name}” was stopped after step ${status.step} of ${status.of}`
    case 'failed':
      return `“${status.name}” failed. ${status.why}`
  }
}
