import { createRequire } from 'node:module'

/** A library of the peers' own package root, which `npm-peers.ts` installs. They are not typed: nothing of ours depends on them. */
export const npmPeer = createRequire(new URL('../../npm-peers/package.json', import.meta.url))
