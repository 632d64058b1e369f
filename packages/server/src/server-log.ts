/** Where the server says what happens; pino fits. Every text is redacted on the way; nothing here ever gets a token. */
export interface ServerLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void
  warn(facts: Readonly<Record<string, unknown>>, message: string): void
  error(facts: Readonly<Record<string, unknown>>, message: string): void
}

/** Says nothing: the default of a library. */
export const silentLog: ServerLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
