import type { Clock } from '../discord/clock.ts'
import { doStep, type Stage } from './do-step.ts'
import { ScenarioError } from './errors.ts'
import type { Scenario, ScenarioStatus } from './scenario-schema.ts'
import { stepWords } from './step-words.ts'

/** Plays one scenario at a time. */
export interface Player {
  readonly status: Exclude<ScenarioStatus, { kind: 'recording' }>
  readonly isPlaying: boolean
  /**
   * Resolves when every step is done, or when it was stopped.
   * @throws ScenarioError for the first step that could not be done; what was done before stays
   */
  play(scenario: Scenario): Promise<void>
  /** Stops before the next step. Not playing is no mistake. */
  stop(): void
}

/** @param options.signal ends a scenario with the sandbox */
export function createPlayer(options: { stage: Stage; clock: Clock; signal: AbortSignal; changed: () => void }): Player {
  const { stage, clock, signal, changed } = options
  let status: Player['status'] = { kind: 'idle' }
  let stop = (): void => {}

  const become = (next: Player['status']): void => {
    status = next
    changed()
  }
  /** Whether the time went by, rather than the scenario was stopped. */
  const wait = (ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, () => resolve(true))
      stop = () => {
        cancel()
        resolve(false)
      }
      if (signal.aborted) stop()
    })
  signal.addEventListener('abort', () => stop())

  return {
    get status() {
      return status
    },
    get isPlaying() {
      return status.kind === 'playing'
    },
    async play({ name, seed, steps }) {
      if (status.kind === 'playing') throw ScenarioError.of(0, name, new Error('Another scenario is being played.'))
      stage.faults.reseed(seed)
      const called = new Map<string, string>()
      const of = steps.length
      let stopped = false
      become({ kind: 'playing', name, step: 0, of, words: '' })
      for (const [index, step] of steps.entries()) {
        const [number, words] = [index + 1, stepWords(step)]
        if (!(await wait(step.afterMs)) || stopped) return become({ kind: 'stopped', name, step: index, of })
        stop = () => {
          stopped = true
        }
        become({ kind: 'playing', name, step: number, of, words })
        try {
          await doStep(step, stage, called)
        } catch (error) {
          const failure = ScenarioError.of(number, words, error)
          become({ kind: 'failed', name, step: number, of, why: failure.message })
          throw failure
        }
        if (stopped) return become({ kind: 'stopped', name, step: number, of })
      }
      become({ kind: 'ended', name, of })
    },
    stop: () => stop(),
  }
}
