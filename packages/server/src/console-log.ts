import { printable } from './printable.ts'
import type { ServerLog } from './server-log.ts'

export interface ConsoleLogOptions {
  /** Stands in each line. */
  name: string
  console: Pick<Console, 'info' | 'warn' | 'error'>
  /** Milliseconds since 1970. */
  now(): number
}

/** A {@link ServerLog} where there is only a console, as in a Worker: JSON lines with the fields of `createPinoLog`, and as clean. */
export function createConsoleLog({ name, console, now }: ConsoleLogOptions): ServerLog {
  function line(level: number, entry: ReturnType<typeof printable>): string {
    return JSON.stringify({ level, time: now(), name, ...entry.facts, msg: entry.message })
  }
  return {
    info: (facts, message) => console.info(line(30, printable(facts, message))),
    warn: (facts, message) => console.warn(line(40, printable(facts, message))),
    error: (facts, message) => console.error(line(50, printable(facts, message))),
  }
}
