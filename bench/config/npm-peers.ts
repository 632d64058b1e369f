import { resolve } from 'node:path'
import { peersOf } from '../install-peers.ts'

/** Where the peers are installed. */
export const peersFolder = resolve(import.meta.dirname, 'npm-peers')
export const npmPeer = peersOf(peersFolder)
