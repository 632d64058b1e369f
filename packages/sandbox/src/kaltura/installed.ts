import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where the clips lie: the package's own `media` folder, found from the sources and from the built package alike. */
export function mediaFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@kaltura-discord/sandbox/package.json')), 'media')
}

/**
 * The real Kaltura player's bundle, or `undefined` when it isn't installed. It is AGPL, so it is nobody's runtime dependency here:
 * whoever wants to see pictures installs it as a dev dependency of their own.
 */
export function findPlayerBundle(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@playkit-js/kaltura-player-js/dist/kaltura-ovp-player.js')
  } catch {
    return undefined
  }
}
