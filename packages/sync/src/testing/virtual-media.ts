import type { MediaElement } from '../client/media-element-player.ts'
import type { VirtualPlayer } from './virtual-player.ts'

/** The media element that a virtual player would be: the same costs and moods, in the words of a browser. */
export function createVirtualMedia(player: VirtualPlayer): MediaElement {
  const heard = new Map<() => void, () => void>()
  let preservesPitch = true
  return {
    get currentTime() {
      return player.positionS()
    },
    set currentTime(positionS) {
      player.seek(positionS)
    },
    get playbackRate() {
      return player.rate()
    },
    set playbackRate(rate) {
      player.setRate(rate, { preservePitch: preservesPitch })
    },
    get preservesPitch() {
      return preservesPitch
    },
    set preservesPitch(preserves) {
      preservesPitch = preserves
    },
    get duration() {
      return player.durationS() ?? Number.NaN
    },
    get paused() {
      return player.paused()
    },
    get ended() {
      return player.readiness() === 'ended'
    },
    get seeking() {
      return player.readiness() === 'seeking'
    },
    get readyState() {
      return player.readiness() === 'stalled' ? 2 : 4
    },
    async play() {
      if ((await player.play()) === 'blocked') throw new DOMException('a gesture first', 'NotAllowedError')
    },
    pause: () => player.pause(),
    addEventListener(_, listener) {
      if (!heard.has(listener)) heard.set(listener, player.subscribe(listener))
    },
    removeEventListener(_, listener) {
      heard.get(listener)?.()
      heard.delete(listener)
    },
  }
}
