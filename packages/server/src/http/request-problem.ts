import { CodedError, type ErrorCode, type ErrorRow, errorSentence, errorTable } from '@kaltura-discord/core'

/** An expected refusal of a request, in the words of the table of errors. `values` may be shown to anybody. */
export class RequestProblem extends CodedError<ErrorCode> {
  readonly status: ErrorRow['status']

  constructor(code: ErrorCode, { values = {}, cause }: { values?: Readonly<Record<string, string | number>>; cause?: unknown } = {}) {
    const { retryable, status } = errorTable[code]
    super({ code, message: errorSentence(code, values), retryable, ...(cause === undefined ? {} : { cause }) })
    this.status = status
  }
}
