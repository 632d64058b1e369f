import { CodedError } from '@kaltura-discord/core'

export type PlaybackErrorCode = 'player.script' | 'player.load' | 'player.blocked' | 'player.media'

const sentences: Readonly<Record<PlaybackErrorCode, string>> = {
  'player.script': 'The video player could not be loaded. Close the Activity and open it again; if it lasts, tell the operator.',
  'player.load': 'This video could not be opened. Trying again may help.',
  'player.blocked': 'Kaltura does not play this video here: its access control says no.',
  'player.media': 'The video stopped because its data could not be read. Trying again may help.',
}

/** Why a video does not play, in words for the viewer. Holds nothing that the player said: its errors carry addresses with a KS. */
export class PlaybackError extends CodedError<PlaybackErrorCode> {
  constructor(code: PlaybackErrorCode, details: { category?: number; number?: number } = {}) {
    super({ code, message: sentences[code], retryable: code !== 'player.blocked', details: { ...details } })
  }
}
