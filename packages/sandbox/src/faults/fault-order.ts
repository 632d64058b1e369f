import type { z } from 'zod'
import type { faultOrder, SandboxFault } from '../control/contract.ts'

export type FaultOrder = z.infer<typeof faultOrder>
export type FaultPlace = SandboxFault['place']
export type FaultKind = SandboxFault['kind']

/** Waiting longer than this shows nothing that waiting this long doesn't. */
const longestDelayMs = 60_000
const longestForMs = 3_600_000
/** A year either way. */
const longestStepMs = 366 * 86_400_000
const longestPath = 200
const mostTimes = 10_000

export const kindsAt: Readonly<Record<FaultPlace, readonly FaultKind[]>> = {
  'discord-rest': ['status', 'rate-limit', 'slow', 'cut', 'broken-json'],
  'discord-gateway': [
    'status',
    'slow',
    'cut',
    'half-open',
    'drop',
    'reconnect',
    'invalid-session',
    'no-heartbeat-ack',
    'late',
    'duplicate',
  ],
  'activity-proxy': ['status', 'slow', 'cut', 'broken-json', 'half-open'],
  'activity-rpc': ['silent', 'error'],
  'kaltura-api': ['status', 'slow', 'cut', 'broken-json', 'exception', 'expire-ks'],
  'kaltura-media': ['status', 'slow', 'cut', 'down'],
  'kaltura-notifications': ['late', 'duplicate', 'out-of-order', 'forged'],
  clock: ['step'],
}

/** States rather than blows: they hold from the order to the end, so nothing counts them down. */
const lasting: readonly FaultKind[] = ['expire-ks', 'down', 'step']
const withDelay: readonly FaultKind[] = ['slow', 'rate-limit', 'late', 'out-of-order']
const codes: Partial<Record<FaultKind, number | string>> = { drop: 4000, error: 1000, exception: 'INTERNAL_SERVERL_ERROR' }

const wholeBetween = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most

/** Fills in what an order leaves open (503, one second, every path, always, until taken away), or says in a sentence what is wrong with it. */
export function readFaultOrder(order: FaultOrder): { kind: 'fault'; fault: Omit<SandboxFault, 'id'> } | { kind: 'wrong'; why: string } {
  const fault = filledIn(order)
  const why = whatIsWrong(fault)
  return why === undefined ? { kind: 'fault', fault } : { kind: 'wrong', why }
}

function filledIn({ place, kind, ...order }: FaultOrder): Omit<SandboxFault, 'id'> {
  const path = order.path ?? ''
  return {
    place,
    kind,
    path,
    status: kind === 'status' ? (order.status ?? 503) : null,
    delayMs: withDelay.includes(kind) ? (order.delayMs ?? 1_000) : null,
    times: order.times ?? null,
    forMs: order.forMs ?? null,
    probability: order.probability ?? 1,
    jitterMs: order.jitterMs ?? 0,
    scope: kind === 'rate-limit' ? (order.scope ?? (path === '' ? 'global' : 'user')) : null,
    code: order.code ?? codes[kind] ?? null,
    resumable: kind === 'invalid-session' ? (order.resumable ?? false) : null,
    stepMs: kind === 'step' ? (order.stepMs ?? null) : null,
  }
}

function whatIsWrong({ place, kind, ...fault }: Omit<SandboxFault, 'id'>): string | undefined {
  const { path, status, delayMs, times, forMs, probability, jitterMs, stepMs } = fault
  if (!kindsAt[place].includes(kind)) return `kind: ${place} knows only ${kindsAt[place].join(', ')}.`
  if (path.length > longestPath) return `path: at most ${longestPath} characters.`
  if (status !== null && !wholeBetween(status, 400, 599)) return 'status: a whole number from 400 to 599.'
  if (delayMs !== null && !wholeBetween(delayMs, 0, longestDelayMs)) return `delayMs: a whole number from 0 to ${longestDelayMs}.`
  if (times !== null && !wholeBetween(times, 1, mostTimes)) return `times: a whole number from 1 to ${mostTimes}.`
  if (forMs !== null && !wholeBetween(forMs, 1, longestForMs)) return `forMs: a whole number from 1 to ${longestForMs}.`
  if (!(probability >= 0 && probability <= 1)) return 'probability: a number from 0 to 1.'
  if (!wholeBetween(jitterMs, 0, longestDelayMs)) return `jitterMs: a whole number from 0 to ${longestDelayMs}.`
  if (jitterMs > 0 && delayMs === null) return `jitterMs: ${kind} has no delay that could vary.`
  if (lasting.includes(kind) && (times !== null || probability < 1 || path !== ''))
    return `kind: ${kind} lasts until its end, and takes neither times, probability nor path.`
  if (kind === 'step' && (stepMs === null || !wholeBetween(stepMs, -longestStepMs, longestStepMs)))
    return `stepMs: a whole number of milliseconds, at most ${longestStepMs} either way.`
  return wrongCode(kind, fault.code)
}

function wrongCode(kind: FaultKind, code: number | string | null): string | undefined {
  if (kind === 'drop' && !(typeof code === 'number' && wholeBetween(code, 4_000, 4_999))) return 'code: a close code from 4000 to 4999.'
  if (kind === 'error' && !(typeof code === 'number' && wholeBetween(code, 1_000, 5_999)))
    return 'code: an RPC error code from 1000 to 5999.'
  if (kind === 'exception' && !(typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,79}$/.test(code)))
    return 'code: a code of Kaltura’s, such as ENTRY_ID_NOT_FOUND.'
  if (code !== null && codes[kind] === undefined) return `code: ${kind} has none.`
  return undefined
}
