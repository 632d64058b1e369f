import { resolve } from 'node:path'

/** Where the peers' own package root is. */
export const peersFolder = resolve(import.meta.dirname, 'npm-peers')
