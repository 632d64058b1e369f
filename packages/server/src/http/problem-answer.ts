import type { Problem } from '@kaltura-discord/api'
import { CodedError, errorRow, errorTable, UnavailableError } from '@kaltura-discord/core'
import type { Context } from 'hono'
import type { ServerLog } from '../server-log.ts'
import { RequestProblem } from './request-problem.ts'
import { type Trace, traceOf } from './trace.ts'

/**
 * Turns whatever a handler threw into problem details, with the support id that finds its line in the log. What nobody expected is answered without its words.
 */
export function answerProblem(context: Context, error: unknown, log: ServerLog): Response {
  const trace = traceOf(context.req.raw.headers)
  const body = toProblem(error, trace)
  const facts = { ...trace, route: context.req.routePath, code: body.code }
  if (error instanceof RequestProblem) log.info(facts, 'a request was refused')
  else log.error({ ...facts, error }, 'a request failed')
  return context.json(body, body.status as 400, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
}

function toProblem(error: unknown, { supportId }: Trace): Problem {
  const { sentence, status } = errorTable['server.bug']
  if (!(error instanceof CodedError)) return { code: 'server.bug', title: sentence, status, retryable: false, supportId }
  const { code, message, retryable } = error
  const row = errorRow(code)
  const title = isForAsker(error) ? message : (row?.sentence ?? sentence)
  return { code, title, status: row?.status ?? (retryable ? 503 : 502), retryable, supportId }
}

/** Whose own words say what to do, or who is away. All others speak to who reads the log: of calls, stored rows and settings. */
function isForAsker(error: CodedError): boolean {
  return error instanceof RequestProblem || error instanceof UnavailableError
}
