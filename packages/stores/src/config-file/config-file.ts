import { readFileSync } from 'node:fs'
import type { ConfigFile, Sources } from '@kaltura-discord/core'
import { parseDocument } from 'yaml'

const largestBytes = 1_000_000

/** The environment, with the file that its `CONFIG_FILE` names. Never throws: what is wrong with the file is a problem of `readSettings`. */
export function sourcesOf(environment: Sources['environment']): Sources {
  const path = environment.CONFIG_FILE?.trim()
  return { environment, file: path ? readConfigFile(path) : undefined }
}

/** Reads a configuration file, a symbolic link to one included: YAML, or JSON, which is YAML too. At most 1 MB. */
function readConfigFile(path: string): ConfigFile {
  const unreadable = (why: string): ConfigFile => ({ kind: 'unreadable', problem: `CONFIG_FILE names ${path}, which ${why}` })
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return unreadable('cannot be read')
  }
  if (bytes.byteLength > largestBytes) return unreadable(`is larger than ${largestBytes / 1e6} MB`)
  try {
    return parsed(new TextDecoder('utf-8', { fatal: true }).decode(bytes), unreadable)
  } catch {
    return unreadable('is not UTF-8, or uses aliases without end')
  }
}

/** JSON is read as such, ten times as fast. The words of a parser quote the line, so that only their code is repeated. */
function parsed(source: string, unreadable: (why: string) => ConfigFile): ConfigFile {
  const json = jsonOf(source)
  if (json) return { kind: 'read', tree: json.tree }
  const document = parseDocument(source)
  const [error] = document.errors
  if (error) return unreadable(`is no YAML: line ${error.linePos?.[0].line ?? 1}, ${error.code}`)
  return { kind: 'read', tree: document.toJS({ maxAliasCount: 100 }) }
}

function jsonOf(source: string): { tree: unknown } | undefined {
  try {
    return { tree: JSON.parse(source) }
  } catch {
    return undefined
  }
}
