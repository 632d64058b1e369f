import { type LoggerOptions, pino } from 'pino'
import { printable } from '../printable.ts'
import type { ServerLog } from '../server-log.ts'

/** A {@link ServerLog} on pino: JSON lines, every string scrubbed of tokens, errors as code and message without their causes' requests. */
export function createPinoLog(options: LoggerOptions = {}): ServerLog {
  const logger = pino(options)
  const say = (level: 'info' | 'warn' | 'error') => (facts: Readonly<Record<string, unknown>>, message: string) => {
    const shown = printable(facts, message)
    logger[level](shown.facts, shown.message)
  }
  return { info: say('info'), warn: say('warn'), error: say('error') }
}
