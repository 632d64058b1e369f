import type { z } from 'zod'
import type { faultOrder, SandboxFault } from '../../control/contract.ts'

/** Something that can be made to go wrong, in the words that a person would use for it. */
export type FaultChoice = { words: string } & ({ kind: 'order'; order: z.infer<typeof faultOrder> } | { kind: 'drop-gateway' })

const slowMs = 4000
const retryAfterMs = 2000

/** The short list. Whoever wants another mixture orders it over the control API. */
export const faultChoices: Readonly<Record<string, readonly FaultChoice[]>> = {
  Discord: [
    { words: 'The bot’s gateway connection drops', kind: 'drop-gateway' },
    order('Discord answers 429 for a while', { place: 'discord-rest', kind: 'rate-limit', delayMs: retryAfterMs, times: 5 }),
    order('Discord answers 503', { place: 'discord-rest', kind: 'status', status: 503, times: 3 }),
    order('Discord is slow', { place: 'discord-rest', kind: 'slow', delayMs: slowMs, times: 5 }),
  ],
  'The Activity’s way to its server': [
    order('The way is cut', { place: 'activity-proxy', kind: 'cut', times: 10 }),
    order('The server answers 502', { place: 'activity-proxy', kind: 'status', status: 502, times: 5 }),
    order('The way is slow', { place: 'activity-proxy', kind: 'slow', delayMs: slowMs, times: 20 }),
  ],
  Kaltura: [
    order('Kaltura’s media host is down', { place: 'kaltura-media', kind: 'status', status: 503, times: null }),
    order('Kaltura’s media is slow', { place: 'kaltura-media', kind: 'slow', delayMs: slowMs, times: 20 }),
    order('Kaltura’s API answers 500', { place: 'kaltura-api', kind: 'status', status: 500, times: 3 }),
    order('Kaltura’s API answers broken JSON', { place: 'kaltura-api', kind: 'broken-json', times: 3 }),
    order('Kaltura’s API breaks off', { place: 'kaltura-api', kind: 'cut', times: 3 }),
  ],
}

function order(words: string, wanted: z.infer<typeof faultOrder>): FaultChoice {
  return { words, kind: 'order', order: wanted }
}

const placeWords: Record<SandboxFault['place'], string> = {
  'discord-rest': 'Discord’s REST API',
  'activity-proxy': 'The Activity’s proxy',
  'kaltura-api': 'Kaltura’s API',
  'kaltura-media': 'Kaltura’s media host',
}

/** What an active fault does, whoever ordered it. */
export function faultWords({ place, kind, path, status, delayMs }: SandboxFault): string {
  const seconds = `${(delayMs ?? 0) / 1000} s`
  const does: Record<SandboxFault['kind'], string> = {
    status: `answers ${status ?? 500}`,
    'rate-limit': `answers 429, retry after ${seconds}`,
    slow: `answers ${seconds} late`,
    cut: 'breaks off',
    'broken-json': 'answers broken JSON',
  }
  return `${placeWords[place]} ${does[kind]}${path === '' ? '' : ` for ${path}`}`
}

export function leftWords({ times }: SandboxFault): string {
  if (times === null) return 'until it is removed'
  return times === 1 ? 'once more' : `${times} more times`
}
