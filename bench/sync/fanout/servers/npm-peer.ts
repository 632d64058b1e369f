import { resolve } from 'node:path'
import { peersOf } from '../../../install-peers.ts'

/** A library of the peers' own package root, which `npm-peers.ts` installs. */
export const npmPeer = peersOf(resolve(import.meta.dirname, '../../npm-peers'))
