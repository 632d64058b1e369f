import { resolve } from 'node:path'
import { installPeers as install } from '../install-peers.ts'

/** Installs them when they are absent. @returns their folder. */
export function installPeers(): string {
  return install(resolve(import.meta.dirname, 'npm-peers'))
}
