import { createRequire } from 'node:module'
import { InvalidInputError } from '@kaltura-discord/core'

/** Finds a package beside the server. */
export type Require = (name: string) => unknown

/**
 * An npm package that the operator has installed beside the server. Not imported, since most servers run without.
 * @param why it is needed, such as `DATABASE_URL is set`
 * @throws InvalidInputError when it isn't there
 */
export function installedPackage<Package>(name: string, why: string, require: Require = createRequire(import.meta.url)): Package {
  try {
    return require(name) as Package
  } catch (cause) {
    throw new InvalidInputError(`${why}, but the npm package ${name} is not installed beside the server`, {
      cause: String(cause).split('\n')[0],
    })
  }
}
