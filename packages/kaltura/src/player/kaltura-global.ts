/** The part of Kaltura's player (playkit, seen in 3.17.95) that is used here. It comes as a script that sets `window.KalturaPlayer`. */
export interface KalturaPlayerGlobal {
  setup(config: object): KalturaPlayerInstance
}

export interface KalturaPlayerInstance {
  loadMedia(media: { entryId: string; ks: string }): Promise<unknown>
  ready(): Promise<unknown>
  getVideoElement(): HTMLVideoElement
  addEventListener(name: string, listener: (event: { payload?: unknown }) => void): void
  destroy(): void
}

declare global {
  interface Window {
    KalturaPlayer?: KalturaPlayerGlobal
  }
}

/** Severity of playkit's errors that end playback. */
export const criticalSeverity = 2

/** Codes of playkit's error categories that say "not allowed" (BLOCK_ACTION) or "not there yet" (MEDIA_STATUS_NOT_READY). */
export const backendCodes = { blockAction: 2001, mediaNotReady: 2002 }
