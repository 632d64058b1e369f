import { statSync } from 'node:fs'
import type { Sources } from '@kaltura-discord/core'
import { sourcesOf } from './config-file.ts'

export interface WatchSourcesOptions {
  environment: Sources['environment']
  /** The file is another than before; what it holds may be unusable. */
  onChanged(sources: Sources): void
  /** Runs something again and again until it is stopped. Default: each second, without keeping the process alive. */
  every?: (run: () => void) => () => void
}

/**
 * Looks each second whether the file that `CONFIG_FILE` names has changed: it, what a symbolic link leads to, or which file stands there. A notice of the
 * operating system would come sooner, but not from every file system.
 * @returns what ends it
 */
export function watchSources({ environment, onChanged, every = eachSecond }: WatchSourcesOptions): () => void {
  const path = environment.CONFIG_FILE?.trim()
  if (!path) return () => undefined
  let known = stampOf(path)
  return every(() => {
    const stamp = stampOf(path)
    if (stamp === known) return
    known = stamp
    onChanged(sourcesOf(environment))
  })
}

function stampOf(path: string): string {
  const { ino, size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {}
  return `${ino} ${size} ${mtimeMs}`
}

function eachSecond(run: () => void): () => void {
  const timer = setInterval(run, 1000).unref()
  return () => clearInterval(timer)
}
