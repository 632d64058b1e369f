import { UnavailableError } from '@kaltura-discord/core'
import { z } from 'zod'
import type { ApiException } from './kaltura-api-error.ts'

const apiException = z.object({ objectType: z.literal('KalturaAPIException'), code: z.string(), args: z.unknown() })

/** The exception that an answer of HTTP 200 is, if it is one. A mere `code` and `message` make none: entries may have both. */
export function exceptionIn(answer: unknown): ApiException | undefined {
  return apiException.safeParse(answer).data
}

/** Whether Kaltura refused the KS: of the whole request or, in a multirequest, of one of its parts. */
export function refusesKs(answer: unknown, service: string): boolean {
  const answers = service === 'multirequest' && Array.isArray(answer) ? answer : [answer]
  return answers.some((each) => exceptionIn(each)?.code === 'INVALID_KS')
}

/** @throws UnavailableError when the answer has another shape than we know; it names the places, not what is there */
export function understood<Answer>(schema: z.ZodType<Answer>, answer: unknown, name: string): Answer {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const paths = parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.'))
  throw new UnavailableError(`Kaltura answered ${name} in a shape that we don't know`, { details: { paths } })
}
