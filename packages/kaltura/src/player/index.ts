export { type KalturaPlayback, type KalturaPlaybackOptions, openKalturaPlayback } from './kaltura-playback.ts'
export { PlaybackError, type PlaybackErrorCode } from './playback-error.ts'
