import type { z } from 'zod'
import type { faultOrder, SandboxFault } from '../control/contract.ts'

export type FaultOrder = z.infer<typeof faultOrder>
export type FaultPlace = SandboxFault['place']
export type FaultKind = SandboxFault['kind']

/** Waiting longer than this shows nothing that waiting this long doesn't. */
const longestDelayMs = 60_000
const longestPath = 200
const mostTimes = 10_000

const kindsAt: Readonly<Record<FaultPlace, readonly FaultKind[]>> = {
  'discord-rest': ['status', 'rate-limit', 'slow', 'cut', 'broken-json'],
  'activity-proxy': ['status', 'slow', 'cut', 'broken-json'],
  'kaltura-api': ['status', 'slow', 'cut', 'broken-json'],
  'kaltura-media': ['status', 'slow', 'cut'],
}

const wholeBetween = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most

/** Fills in what an order leaves open (503, one second, every path, until taken away), or says in a sentence what is wrong with it. */
export function readFaultOrder(order: FaultOrder): { kind: 'fault'; fault: Omit<SandboxFault, 'id'> } | { kind: 'wrong'; why: string } {
  const { place, kind, path = '', times = null } = order
  const status = kind === 'status' ? (order.status ?? 503) : null
  const delayMs = kind === 'slow' || kind === 'rate-limit' ? (order.delayMs ?? 1_000) : null
  const wrong = (why: string) => ({ kind: 'wrong', why }) as const
  if (!kindsAt[place].includes(kind)) return wrong(`kind: ${place} knows only ${kindsAt[place].join(', ')}.`)
  if (path.length > longestPath) return wrong(`path: at most ${longestPath} characters.`)
  if (status !== null && !wholeBetween(status, 400, 599)) return wrong('status: a whole number from 400 to 599.')
  if (delayMs !== null && !wholeBetween(delayMs, 0, longestDelayMs)) return wrong(`delayMs: a whole number from 0 to ${longestDelayMs}.`)
  if (times !== null && !wholeBetween(times, 1, mostTimes)) return wrong(`times: a whole number from 1 to ${mostTimes}.`)
  return { kind: 'fault', fault: { place, kind, path, status, delayMs, times } }
}
