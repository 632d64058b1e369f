import { createMediaElementPlayer, type Player } from '@kaltura-discord/sync/browser'
import { loadCodedFilm } from '../coded-film-page.ts'

export interface MediaElementPage {
  player: Player
  film: Awaited<ReturnType<typeof loadCodedFilm>>
}

declare global {
  interface Window {
    /** Resolves when the film can be shown. */
    opened: Promise<MediaElementPage>
  }
}

/** The page of `player-contract.test.ts`: a plain video with our adapter around it. */
const video = document.querySelector('video')
if (!video) throw new Error('the page has no video')
window.opened = loadCodedFilm(video, '/film').then(async (film) => {
  const player = createMediaElementPlayer(video)
  // With nobody at the keyboard: whatever a test asks of a page counts as a gesture.
  if (location.search === '?plays') console.info(`play: ${await player.play()}`)
  return { film, player }
})
