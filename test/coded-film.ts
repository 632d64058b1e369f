import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../packages/sandbox/media/motion/360p')

/** The sandbox's 60 fps clip in one piece, for pages that load it with `coded-film-page.ts`. */
export function codedFilm(): Buffer {
  const segments = readdirSync(folder)
    .filter((name) => name.endsWith('.m4s'))
    .sort()
  return Buffer.concat(['init.mp4', ...segments].map((name) => readFileSync(resolve(folder, name))))
}
