import type { Clock } from '../discord/clock.ts'
import { createRedaction, type Redaction } from './redaction.ts'
import { createSecretIndex } from './secret-index.ts'
import { createWireLog, type WireLog } from './wire-log.ts'

/** The wires of one sandbox: what passed, and what must not be read in it. */
export interface Wire {
  log: WireLog
  redaction: Redaction
  clock: Clock
  /** From now on this never appears in an entry. @returns the same, so that whatever makes secrets can be wrapped. */
  secret<T extends string>(value: T): T
}

export function createWire({ clock }: { clock: Clock }): Wire {
  const index = createSecretIndex()
  return {
    log: createWireLog(),
    redaction: createRedaction(index),
    clock,
    secret(value) {
      index.keep(value)
      return value
    },
  }
}
