import { type Act, createAct } from '../act/act.ts'
import { CannotActError } from '../act/errors.ts'
import type { SandboxState } from '../control/contract.ts'
import type { Clock } from '../discord/clock.ts'
import type { Discord } from '../discord/discord.ts'
import type { Faults } from '../faults/faults.ts'
import type { SandboxKaltura } from '../kaltura/index.ts'
import { createNames } from './names.ts'
import { createPlayer, type Player } from './player.ts'
import { createRecorder, type Recorder, recordPeople } from './recorder.ts'
import type { ScenarioStatus } from './scenario-schema.ts'

/** Recording and playing of one sandbox. */
export interface Scenarios {
  recorder: Recorder
  player: Player
  readonly status: ScenarioStatus
  /** The same Discord, for whoever acts for people: what they do through it is recorded. */
  discord: Discord
  act: Act
  subscribe(listener: () => void): () => void
}

export function createScenarios(options: {
  discord: Discord
  kaltura: SandboxKaltura | undefined
  faults: Faults
  clock: Clock
  state: () => SandboxState
  signal: AbortSignal
}): Scenarios {
  const { kaltura, faults, clock, state, signal } = options
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const recorder = createRecorder({ clock, faults, changed })
  const names = createNames(options.discord.store.world)
  const discord = recordPeople(options.discord, names, recorder.note)
  const act = createAct({ discord, state, signal })
  const publish = async (): Promise<void> => {
    if (!kaltura) throw new CannotActError('This sandbox runs without a Kaltura.')
    await kaltura.publishRecording()
  }
  const player = createPlayer({ stage: { act, state, names, faults, publish }, clock, signal, changed })
  return {
    recorder,
    player,
    discord,
    act,
    get status(): ScenarioStatus {
      return recorder.steps === undefined ? player.status : { kind: 'recording', steps: recorder.steps }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
