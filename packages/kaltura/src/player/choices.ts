import type { KalturaPlayerInstance, KalturaTrack } from './kaltura-global.ts'

/** What each viewer chooses for themselves. */
export type ChoiceKind = 'captions' | 'audio' | 'quality'

export interface Choice {
  /** For {@link Choices.choose}; good until the list changes. */
  id: string
  /** As the publisher named it, such as `Deutsch`; of a quality its height, such as `720p`. */
  label: string
  chosen: boolean
}

/** Captions, sound tracks and qualities of the entry. */
export interface Choices {
  /** Empty when there is none. No captions chosen means that none are shown; no quality chosen, that the player adapts to the network. */
  list(kind: ChoiceKind): readonly Choice[]
  /** @param id of a choice; `undefined` for no captions, or for a quality that adapts. Anything unknown does nothing. */
  choose(kind: ChoiceKind, id: string | undefined): void
  /** Called whenever a list may have changed. Returns how to stop. */
  subscribe(listener: () => void): () => void
}

const tracksOf = { captions: 'text', audio: 'audio', quality: 'video' } as const
const events = ['trackschanged', 'texttrackadded', 'texttrackchanged', 'audiotrackchanged', 'videotrackchanged', 'abrmodechanged']

/** @param player a loaded one. */
export function createChoices(player: KalturaPlayerInstance): Choices {
  const tracks = (kind: ChoiceKind) => player.getTracks(tracksOf[kind]).filter((track) => track.language !== 'off')
  const adapts = (kind: ChoiceKind) => kind === 'quality' && player.isAdaptiveBitrateEnabled()
  return {
    list: (kind) =>
      tracks(kind).map((track, index) => ({ id: String(index), label: labelOf(track), chosen: track.active && !adapts(kind) })),
    choose(kind, id) {
      const track = id === undefined ? undefined : tracks(kind)[Number(id)]
      if (track) player.selectTrack(track)
      else if (id !== undefined) return
      else if (kind === 'captions') player.hideTextTrack()
      else if (kind === 'quality') player.enableAdaptiveBitrate()
    },
    subscribe(listener) {
      const hear = () => listener()
      for (const name of events) player.addEventListener(name, hear)
      return () => {
        for (const name of events) player.removeEventListener(name, hear)
      }
    },
  }
}

function labelOf({ label, language, height, bandwidth }: KalturaTrack): string {
  if (height) return `${height}p`
  if (bandwidth) return `${Math.round(bandwidth / 1000)} kbit/s`
  return label || language || 'Unnamed'
}
