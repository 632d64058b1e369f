import { PlaybackError, type PlaybackErrorCode } from './playback-error.ts'

/** Severity of playkit's errors that end playback; it gets over the others by itself. */
const critical = 2

/** Advertising that fails never ends the video. */
const adsCategory = 8

/** By the `code` of what `loadMedia` was refused with (playkit-js-providers). */
const refusals: Readonly<Record<number, PlaybackErrorCode>> = {
  2001: 'player.blocked',
  2002: 'player.not-ready',
  2003: 'player.schedule',
  2004: 'player.gone',
  3001: 'player.nothing-to-play',
}

/** By the `category` of an error event (playkit-js): 1 to 11 come of playing, 12 to 19 say again what `loadMedia` was refused with. */
const events: Readonly<Record<number, PlaybackErrorCode>> = {
  1: 'player.network',
  6: 'player.licence',
  7: 'player.unsupported',
  12: 'player.not-ready',
  13: 'player.blocked',
  14: 'player.nothing-to-play',
  15: 'player.blocked',
  16: 'player.blocked',
  17: 'player.schedule',
  18: 'player.blocked',
  19: 'player.gone',
}

/** What `loadMedia` was refused with, as one of our errors. Its numbers mean something else than those of {@link errorOfEvent}. */
export function errorOfRefusal(reason: unknown): PlaybackError {
  const { category, code } = numbersOf(reason)
  return new PlaybackError(refusals[code] ?? (category === 1 ? 'player.network' : 'player.load'), { category, number: code })
}

/** What an error event of the player says, or `undefined` when playback goes on. */
export function errorOfEvent(payload: unknown): PlaybackError | undefined {
  const { category, code } = numbersOf(payload)
  if (!isCritical(payload) || category === adsCategory) return undefined
  return new PlaybackError(events[category] ?? 'player.media', { category, number: code })
}

/** Whether the player does not get over it by itself. */
export function isCritical(payload: unknown): boolean {
  return numbersOf(payload).severity === critical
}

function numbersOf(reason: unknown): { severity: number; category: number; code: number } {
  const said: { severity?: unknown; category?: unknown; code?: unknown } = typeof reason === 'object' && reason !== null ? reason : {}
  const number = (value: unknown) => (typeof value === 'number' ? value : 0)
  return { severity: number(said.severity), category: number(said.category), code: number(said.code) }
}
