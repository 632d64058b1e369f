import { dirname, sep } from 'node:path'

/** Folders that every machine has: their names give nothing away. */
const everywhere = new Set(['/', '/tmp', '/home', '/root', '/opt', '/srv', '/mnt', '/media', '/usr', '/usr/src', '/var', '/app'])

export interface Machine {
  /** Where the repository lies. */
  root: string
  /** What npm asks for packages. */
  registry: string | undefined
}

/** Words that belong to the machine that the repository is on, and so not into a page that strangers read. */
export function machineNames({ root, registry }: Machine): string[] {
  const names = [root, dirname(root)].filter((path) => !everywhere.has(path)).map((path) => (path === root ? path : `${path}${sep}`))
  return registry && URL.canParse(registry) ? [...names, new URL(registry).host] : names
}

/** Personal folders and package hosts, whoever's they are. */
export const givesAway =
  /(?<![\w/.])\/(?:home|Users)\/\w+|[A-Z]:\\Users\\|_authToken|https?:\/\/[^\s)]*(?:artifactory|verdaccio|nexus)[^\s)]*/i
