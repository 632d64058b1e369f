import type { KalturaPlayerGlobal } from './kaltura-global.ts'
import { PlaybackError } from './playback-error.ts'

const scriptTimeoutMs = 20_000

/**
 * Loads the Kaltura player's script into the page, once. It is Kaltura's own (AGPL): it comes at run time from where the operator's Kaltura serves it,
 * and is never part of a bundle.
 * @throws PlaybackError `player.script`
 */
export async function loadPlayerScript(path: string, document: Document): Promise<KalturaPlayerGlobal> {
  const page = document.defaultView
  if (!page) throw new PlaybackError('player.script')
  if (!page.KalturaPlayer) await inject(path, document)
  if (!page.KalturaPlayer) throw new PlaybackError('player.script')
  return page.KalturaPlayer
}

function inject(path: string, document: Document): Promise<void> {
  return new Promise((done, fail) => {
    const script = document.createElement('script')
    const refuse = () => {
      clearTimeout(timer)
      script.remove()
      fail(new PlaybackError('player.script'))
    }
    const timer = setTimeout(refuse, scriptTimeoutMs)
    script.src = path
    script.async = true
    script.onload = () => {
      clearTimeout(timer)
      done()
    }
    script.onerror = refuse
    document.head.append(script)
  })
}
