/** What is known of every error with one code, whoever meets it. */
export interface ErrorRow {
  /** The HTTP status that tells it. */
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 500 | 502 | 503
  /** Whether the same call may succeed later without anyone changing anything. */
  retryable: boolean
  /** English, for the person who met it; `{name}` stands for a value. The key of the message in other languages is the code. */
  sentence: string
  /** For whoever was asked for help: what it means, and where to look. */
  support: string
}
