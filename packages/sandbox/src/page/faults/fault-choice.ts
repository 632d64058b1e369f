import type { z } from 'zod'
import type { faultOrder, SandboxFault } from '../../control/contract.ts'

type Order = z.infer<typeof faultOrder>

/** Something that can be made to go wrong, in the words that a person would use for it. */
export interface FaultChoice {
  words: string
  order: Order
}

const slowMs = 4000
const retryAfterMs = 2000

/** The short list. Whoever wants another mixture orders it over the control API. */
export const faultChoices: Readonly<Record<string, readonly FaultChoice[]>> = {
  'Discord’s gateway': [
    choice('The bot’s connection drops', { place: 'discord-gateway', kind: 'drop', times: 1 }),
    choice('Discord asks the bot to reconnect', { place: 'discord-gateway', kind: 'reconnect', times: 1 }),
    choice('The session is invalid, but may be resumed', { place: 'discord-gateway', kind: 'invalid-session', resumable: true, times: 1 }),
    choice('The session is invalid for good', { place: 'discord-gateway', kind: 'invalid-session', resumable: false, times: 1 }),
    choice('Heartbeats stay unanswered', { place: 'discord-gateway', kind: 'no-heartbeat-ack', times: 2 }),
    choice('What is sent vanishes (half-open)', { place: 'discord-gateway', kind: 'half-open', forMs: 60_000 }),
    choice('Events come late and out of order', { place: 'discord-gateway', kind: 'late', delayMs: 500, jitterMs: 3_000, times: 20 }),
    choice('Events come twice', { place: 'discord-gateway', kind: 'duplicate', times: 20 }),
  ],
  'Discord’s REST API': [
    choice('It answers 429 for everything', {
      place: 'discord-rest',
      kind: 'rate-limit',
      scope: 'global',
      delayMs: retryAfterMs,
      times: 5,
    }),
    choice('It answers 429 for a shared limit', {
      place: 'discord-rest',
      kind: 'rate-limit',
      scope: 'shared',
      delayMs: retryAfterMs,
      times: 5,
    }),
    choice('It answers 503', { place: 'discord-rest', kind: 'status', status: 503, times: 3 }),
    choice('It is slow', { place: 'discord-rest', kind: 'slow', delayMs: slowMs, times: 5 }),
  ],
  'The Activity’s way to its server': [
    choice('The way is cut', { place: 'activity-proxy', kind: 'cut', times: 10 }),
    choice('What is sent over WebSockets vanishes (half-open)', { place: 'activity-proxy', kind: 'half-open', forMs: 30_000 }),
    choice('The server answers 502', { place: 'activity-proxy', kind: 'status', status: 502, times: 5 }),
    choice('The way is slow', { place: 'activity-proxy', kind: 'slow', delayMs: slowMs, times: 20 }),
  ],
  'The Activity’s Discord (RPC)': [
    choice('It does not answer commands', { place: 'activity-rpc', kind: 'silent' }),
    choice('It answers commands with an error', { place: 'activity-rpc', kind: 'error', code: 1000, times: 5 }),
  ],
  Kaltura: [
    choice('The media host refuses connections', { place: 'kaltura-media', kind: 'down' }),
    choice('The media host answers 503', { place: 'kaltura-media', kind: 'status', status: 503 }),
    choice('Media is slow', { place: 'kaltura-media', kind: 'slow', delayMs: slowMs, times: 20 }),
    choice('Every KS of until now expires', { place: 'kaltura-api', kind: 'expire-ks' }),
    choice('The API answers an exception', { place: 'kaltura-api', kind: 'exception', code: 'INTERNAL_SERVERL_ERROR', times: 3 }),
    choice('The API answers 500', { place: 'kaltura-api', kind: 'status', status: 500, times: 3 }),
    choice('The API answers broken JSON', { place: 'kaltura-api', kind: 'broken-json', times: 3 }),
    choice('The API breaks off', { place: 'kaltura-api', kind: 'cut', times: 3 }),
  ],
  'Kaltura’s notifications': [
    choice('The next one comes twice', { place: 'kaltura-notifications', kind: 'duplicate', times: 1 }),
    choice('The next one comes 20 s late', { place: 'kaltura-notifications', kind: 'late', delayMs: 20_000, times: 1 }),
    choice('The one after next overtakes the next one', {
      place: 'kaltura-notifications',
      kind: 'out-of-order',
      delayMs: 25_000,
      times: 1,
    }),
    choice('The next one has a forged signature', { place: 'kaltura-notifications', kind: 'forged', times: 1 }),
  ],
  'The clock of both': [
    choice('It goes five minutes ahead', { place: 'clock', kind: 'step', stepMs: 300_000 }),
    choice('It goes five minutes back', { place: 'clock', kind: 'step', stepMs: -300_000 }),
    choice('It goes two days ahead', { place: 'clock', kind: 'step', stepMs: 172_800_000 }),
  ],
}

function choice(words: string, order: Order): FaultChoice {
  return { words, order }
}

/** What lasts from the order to its end, and is never a matter of chance. */
const lasting: readonly SandboxFault['kind'][] = ['expire-ks', 'down', 'step']

/**
 * The order with what the person says about how often and how long. Whoever leaves it to chance wants it until its end, not a few times.
 * @param wish.often `'1'` is always
 * @param wish.forS empty is as the order says
 */
export function orderOf(order: Order, wish: { often: string; forS: string }): Order {
  const forMs = wish.forS === '' ? {} : { forMs: Number(wish.forS) * 1_000 }
  const chance = wish.often === '1' || lasting.includes(order.kind) ? {} : { probability: Number(wish.often), times: null }
  return { ...order, ...forMs, ...chance }
}

const placeWords: Record<SandboxFault['place'], string> = {
  'discord-rest': 'Discord’s REST API',
  'discord-gateway': 'Discord’s gateway',
  'activity-proxy': 'The Activity’s proxy',
  'activity-rpc': 'The Activity’s Discord',
  'kaltura-api': 'Kaltura’s API',
  'kaltura-media': 'Kaltura’s media host',
  'kaltura-notifications': 'Kaltura’s notifications',
  clock: 'The sandbox’s clock',
}

/** What an active fault does, whoever ordered it. */
export function faultWords(fault: SandboxFault): string {
  const { place, kind, path, probability } = fault
  const where = path === '' ? '' : ` for ${path}`
  const chance = probability === 1 ? '' : `, in ${Math.round(probability * 100)} % of all cases`
  return `${placeWords[place]} ${doesWords(fault)[kind]}${where}${chance}`
}

function doesWords({ place, status, delayMs, jitterMs, code, resumable, stepMs }: SandboxFault): Record<SandboxFault['kind'], string> {
  const least = (delayMs ?? 0) / 1000
  const seconds = jitterMs === 0 ? `${least} s` : `${least} to ${least + jitterMs / 1000} s`
  const step = `${Math.abs(stepMs ?? 0) / 1000} s`
  const many = place === 'kaltura-notifications'
  return {
    status: `answers ${status ?? 500}`,
    'rate-limit': `answers 429, retry after ${seconds}`,
    slow: `answers ${seconds} late`,
    cut: 'breaks off',
    'broken-json': 'answers broken JSON',
    'half-open': 'swallows what is sent',
    drop: `closes connections with ${code ?? 4000}`,
    reconnect: 'asks bots to reconnect',
    'invalid-session': resumable ? 'calls sessions invalid, to be resumed' : 'calls sessions invalid',
    'no-heartbeat-ack': 'leaves heartbeats unanswered',
    late: many ? `come ${seconds} late` : `sends events ${seconds} late`,
    duplicate: many ? 'come twice' : 'sends events twice',
    silent: 'does not answer commands',
    error: `answers commands with error ${code ?? 1000}`,
    exception: `answers ${code ?? 'an exception'}`,
    'expire-ks': 'calls every older KS expired',
    down: 'refuses connections',
    'out-of-order': 'come out of order',
    forged: 'have a forged signature',
    step: `is ${step} ${(stepMs ?? 0) < 0 ? 'behind' : 'ahead'}`,
  }
}

export function leftWords({ times, forMs }: SandboxFault): string {
  const long = forMs === null ? [] : [`for ${forMs / 1000} s since it began`]
  const often = times === null ? [] : [times === 1 ? 'once more' : `${times} more times`]
  return [...often, ...long].join(', ') || 'until it is removed'
}
