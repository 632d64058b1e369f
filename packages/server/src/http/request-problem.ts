import { CodedError } from '@kaltura-discord/core'

/** An expected refusal of a request, in words for whoever sent it. */
export class RequestProblem extends CodedError {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 502 | 503

  constructor(status: RequestProblem['status'], code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super({ code, message, retryable: options.retryable ?? false, ...(options.cause === undefined ? {} : { cause: options.cause }) })
    this.status = status
  }
}
