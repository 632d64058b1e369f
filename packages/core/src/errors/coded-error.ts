/** What every error of ours carries, whoever made it. */
export interface CodedErrorOptions<Code extends string> {
  /** A literal that programs may switch on; never changes within a major version. */
  code: Code
  /** One sentence for the person who has to act on it. Must be safe to print anywhere: redact before you pass it. */
  message: string
  /** Whether the same call may succeed later without anyone changing anything. */
  retryable: boolean
  cause?: unknown
  /** Facts a person needs to act, already redacted. */
  details?: Readonly<Record<string, unknown>>
}

/**
 * The base of every error that kaltura-discord throws: a literal `code`, whether a retry can help, the cause, and words that can be printed anywhere.
 *
 * Expected outcomes (a lost race, a refused permission) are values, not errors; what is thrown is a bug or an I/O failure.
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code
  readonly retryable: boolean
  readonly details: Readonly<Record<string, unknown>>

  constructor(options: CodedErrorOptions<Code>) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = options.code
    this.retryable = options.retryable
    this.details = options.details ?? {}
  }
}

/** Thrown when someone asked the program for something it can't be asked for: a configuration mistake, a malformed id. Retrying never helps. */
export class InvalidInputError extends CodedError<'input.invalid'> {
  constructor(message: string, details?: Readonly<Record<string, unknown>>) {
    super({ code: 'input.invalid', message, retryable: false, ...(details ? { details } : {}) })
  }
}

/** Thrown when another system didn't answer, or answered in a way that says "later". */
export class UnavailableError extends CodedError<'upstream.unavailable'> {
  /** How long the other system asked us to wait, in ms. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: { cause?: unknown; details?: Readonly<Record<string, unknown>>; retryAfterMs?: number } = {}) {
    const { retryAfterMs, ...rest } = options
    super({ code: 'upstream.unavailable', message, retryable: true, ...rest })
    this.retryAfterMs = retryAfterMs
  }

  /** The same, with more `details`. */
  with(details: Readonly<Record<string, unknown>>): UnavailableError {
    const { message, cause, retryAfterMs } = this
    return new UnavailableError(message, {
      cause,
      details: { ...this.details, ...details },
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }
}
