import { CodedError } from '@kaltura-discord/core'

const sentences = {
  'player.script': 'The video player could not be loaded. Close the Activity and open it again; if it lasts, tell the operator.',
  'player.load': 'This video could not be opened. Trying again may help.',
  'player.network': 'The connection to the video was lost. Trying again may help.',
  'player.off-air': 'This live stream cannot be reached: it may be off the air. Trying again may help.',
  'player.media': 'The video stopped because its data could not be read. Trying again may help.',
  'player.not-ready': 'Kaltura is still preparing this video. Try again in a few minutes.',
  'player.schedule': 'Kaltura does not show this video at this time: it is not open yet, or no longer.',
  'player.blocked': 'Kaltura does not play this video here: its access control says no.',
  'player.licence': 'This video is protected, and no licence was given to play it here.',
  'player.nothing-to-play': 'Kaltura has nothing to play for this video.',
  'player.gone': 'This video was deleted.',
  'player.unsupported': 'This video is in a form that cannot be played here.',
} as const

export type PlaybackErrorCode = keyof typeof sentences

/** Those that can become better by themselves. */
const passing: ReadonlySet<PlaybackErrorCode> = new Set([
  'player.script',
  'player.load',
  'player.network',
  'player.off-air',
  'player.media',
  'player.not-ready',
])

/** Why a video does not play, in words for the viewer. Holds nothing that the player said but numbers: its errors carry addresses with a KS. */
export class PlaybackError extends CodedError<PlaybackErrorCode> {
  constructor(code: PlaybackErrorCode, details: { category?: number; number?: number } = {}) {
    super({ code, message: sentences[code], retryable: passing.has(code), details: { ...details } })
  }
}
