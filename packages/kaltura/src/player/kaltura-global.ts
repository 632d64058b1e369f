/** The part of Kaltura's player (playkit, seen in 3.17.95) that is used here. It comes as a script that sets `window.KalturaPlayer`. */
export interface KalturaPlayerGlobal {
  setup(config: object): KalturaPlayerInstance
}

export interface KalturaPlayerInstance {
  loadMedia(media: { entryId: string; ks: string }, options?: { startTime: number }): Promise<unknown>
  ready(): Promise<unknown>
  play(): void
  pause(): void
  getVideoElement(): HTMLVideoElement
  isLive(): boolean
  isDvr(): boolean
  /** Media time in seconds; 0 until it is known. */
  getStartTimeOfDvrWindow(): number
  getTracks(kind: 'text' | 'audio' | 'video'): KalturaTrack[]
  selectTrack(track: KalturaTrack): void
  hideTextTrack(): void
  isAdaptiveBitrateEnabled(): boolean
  enableAdaptiveBitrate(): void
  addEventListener(name: string, listener: KalturaListener): void
  removeEventListener(name: string, listener: KalturaListener): void
  destroy(): void
}

export type KalturaListener = (event: { payload?: unknown }) => void

/** A track as the player tells of it: a copy, good for `selectTrack` at once and not to be kept. */
export interface KalturaTrack {
  readonly language?: string
  readonly label?: string
  readonly active: boolean
  /** Of a video track, in pixels. */
  readonly height?: number
  /** Of a video track, in bits a second. */
  readonly bandwidth?: number
}

declare global {
  interface Window {
    KalturaPlayer?: KalturaPlayerGlobal
  }
}
