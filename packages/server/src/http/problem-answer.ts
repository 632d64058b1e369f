import type { Problem } from '@kaltura-discord/api'
import { CodedError, UnavailableError } from '@kaltura-discord/core'
import type { Context } from 'hono'
import type { ServerLog } from '../server-log.ts'
import { RequestProblem } from './request-problem.ts'

/** Turns whatever a handler threw into problem details. What nobody expected is logged and answered without its words. */
export function answerProblem(context: Context, error: unknown, log: ServerLog, requestId: string): Response {
  const body = toProblem(error, requestId)
  if (!(error instanceof RequestProblem)) log.error({ requestId, route: context.req.routePath, error }, 'a request failed')
  return context.json(body, body.status as 400, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
}

function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof RequestProblem)
    return { code: error.code, title: error.message, status: error.status, retryable: error.retryable, requestId }
  if (error instanceof UnavailableError) return { code: error.code, title: error.message, status: 503, retryable: true, requestId }
  if (error instanceof CodedError)
    return { code: error.code, title: error.message, status: error.retryable ? 503 : 502, retryable: error.retryable, requestId }
  return {
    code: 'server.bug',
    title: `Something went wrong here. Tell the operator this id: ${requestId}`,
    status: 500,
    retryable: false,
    requestId,
  }
}
