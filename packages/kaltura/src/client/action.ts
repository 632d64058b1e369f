import { InvalidInputError } from '@kaltura-discord/core'
import type { z } from 'zod'

/** One action of one service of API v3, by its names in Kaltura's own reference: what is asked, and how the answer is read. */
export interface Action<Answer> {
  service: string
  action: string
  params: Readonly<Record<string, unknown>>
  schema: z.ZodType<Answer>
}

/** @throws InvalidInputError for names that no action has, before they become part of an address. */
export function checkAction({ service, action }: Pick<Action<unknown>, 'service' | 'action'>): void {
  if (![service, action].every((name) => /^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(name)))
    throw new InvalidInputError('There is no such action in Kaltura')
}

/** Whether an action only reads, by Kaltura's way of naming actions; such a one may be asked twice. */
export function isRead(action: string): boolean {
  return /^(get|list|count|search|is)(?![a-z])/.test(action)
}

/** @throws InvalidInputError when a value is `null` anywhere in `params`: the transport would drop it without a word. */
export function refuseNulls(params: unknown, path = 'params'): void {
  if (params === null) throw new InvalidInputError('This transport can not send a null', { path })
  if (typeof params !== 'object') return
  for (const [name, value] of Object.entries(params)) refuseNulls(value, `${path}.${name}`)
}
