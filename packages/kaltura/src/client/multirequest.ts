import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import { z } from 'zod'
import { type Action, checkAction, isRead } from './action.ts'
import { type Exchange, KalturaApiError } from './kaltura-api-error.ts'
import { type Reference, referenceTo } from './reference.ts'
import { exceptionIn, understood } from './understood.ts'

/** What one part of a multirequest came to. One part's refusal leaves the others as they are. */
export type PartResult<Answer> = { kind: 'answered'; value: Answer } | { kind: 'refused'; error: KalturaApiError }

/** One part, planned. */
export interface Part<Answer> {
  /** Stands for the answer in the parameters of later parts. */
  readonly result: Reference<Answer>
  /** @internal Which one of the parts it is, from 0. */
  readonly index: number
  /** @internal */
  readonly action: Action<Answer>
}

/** Takes the parts of a multirequest, in the order in which Kaltura is to do them. */
export interface Plan {
  call<Answer>(service: string, action: string, params: Readonly<Record<string, unknown>>, schema: z.ZodType<Answer>): Part<Answer>
}

export type Parts = Readonly<Record<string, Part<unknown>>>
export type PartResults<Planned extends Parts> = {
  [Name in keyof Planned]: Planned[Name] extends Part<infer Answer> ? PartResult<Answer> : never
}

const mostParts = 50

/** @throws InvalidInputError for no part, or more than 50 */
export function planOf<Planned extends Parts>(
  plan: (calls: Plan) => Planned,
): { planned: Planned; params: Record<string, unknown>; repeatable: boolean } {
  const actions: Action<unknown>[] = []
  const planned = plan({
    call(service, action, params, schema) {
      const part = { service, action, params, schema }
      checkAction(part)
      actions.push(part)
      return { result: referenceTo(actions.length), index: actions.length - 1, action: part }
    },
  })
  if (actions.length === 0 || actions.length > mostParts)
    throw new InvalidInputError('A multirequest has 1 to 50 parts', { parts: actions.length })
  const params = Object.fromEntries(actions.map(({ service, action, params: own }, index) => [index, { ...own, service, action }]))
  return { planned, params, repeatable: actions.every(({ action }) => isRead(action)) }
}

/**
 * Reads the answer to a multirequest, part by part.
 * @throws KalturaApiError when Kaltura refused it as a whole; UnavailableError when parts are missing or unreadable
 */
export function resultsOf<Planned extends Parts>(planned: Planned, answer: unknown, exchange: Exchange): PartResults<Planned> {
  const whole = exceptionIn(answer)
  if (whole) throw KalturaApiError.from(whole, 'multirequest', exchange)
  const parts = Object.entries(planned)
  const answers = z.array(z.unknown()).safeParse(answer).data ?? []
  const results = parts.map(([name, { index, action }]) => {
    if (index >= answers.length)
      throw new UnavailableError('Kaltura left out parts of a multirequest', { details: { asked: index + 1, answered: answers.length } })
    return [name, resultOf(action, answers[index], exchange)]
  })
  return Object.fromEntries(results)
}

function resultOf<Answer>(action: Action<Answer>, answer: unknown, exchange: Exchange): PartResult<Answer> {
  const name = `${action.service}.${action.action}`
  const exception = exceptionIn(answer)
  if (exception) return { kind: 'refused', error: KalturaApiError.from(exception, name, exchange) }
  return { kind: 'answered', value: understood(action.schema, answer, name) }
}
