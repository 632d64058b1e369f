/**
 * What this package throws: bugs and I/O failures. Expected outcomes (a lost race, a refused intent) are values.
 * The same shape as every other coded error of kaltura-discord, declared here because this package imports nothing.
 */
export class SyncError<Code extends string = string> extends Error {
  readonly code: Code
  /** Whether the same call may succeed later without anyone changing anything. */
  readonly retryable: boolean

  constructor(code: Code, message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = code
    this.retryable = options.retryable
  }
}

/** The engine behind a room store cannot be reached. A write that was under way may or may not have happened. */
export class StoreUnavailable extends SyncError<'room-store.unavailable'> {
  constructor(message: string, cause?: unknown) {
    super('room-store.unavailable', message, { retryable: true, ...(cause === undefined ? {} : { cause }) })
  }
}

/** A store holds something that is not a room of this version, or was asked for something that no room can be. */
export class StoreMisused extends SyncError<'room-store.misused'> {
  constructor(message: string) {
    super('room-store.misused', message, { retryable: false })
  }
}
