import { CodedError, redact, redactDeep } from '@kaltura-discord/core'
import { type LoggerOptions, pino } from 'pino'
import type { ServerLog } from '../server-log.ts'

/** A {@link ServerLog} on pino: JSON lines, every string scrubbed of tokens, errors as code and message without their causes' requests. */
export function createPinoLog(options: LoggerOptions = {}): ServerLog {
  const logger = pino(options)
  const safe = (facts: Readonly<Record<string, unknown>>) =>
    redactDeep(Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, printable(value)]))) as object
  return {
    info: (facts, message) => logger.info(safe(facts), redact(message)),
    warn: (facts, message) => logger.warn(safe(facts), redact(message)),
    error: (facts, message) => logger.error(safe(facts), redact(message)),
  }
}

function printable(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const { name, message, stack } = value
  return { name, message, stack, ...(value instanceof CodedError ? { code: value.code, details: value.details } : {}) }
}
