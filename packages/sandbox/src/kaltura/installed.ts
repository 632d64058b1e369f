import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where the clips lie: the package's own `media` folder, found from the sources and from the built package alike. */
export function mediaFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@kaltura-discord/sandbox/package.json')), 'media')
}

/**
 * The real Kaltura player's bundle and, where it is there too, its analytics plugin, which partners' players carry; none when the player isn't installed.
 * Both are AGPL, so they are nobody's runtime dependency here: whoever wants to see pictures installs them as dev dependencies of their own.
 */
export function findPlayerScripts(): readonly string[] {
  const player = find('@playkit-js/kaltura-player-js/dist/kaltura-ovp-player.js')
  const analytics = find('@playkit-js/playkit-js-kava/dist/playkit-kava.js')
  if (player === undefined) return []
  return analytics === undefined ? [player] : [player, analytics]
}

function find(file: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(file)
  } catch {
    return undefined
  }
}
