import { readFileSync } from 'node:fs'
import { parse } from 'dotenv'

export type EnvFile =
  | { kind: 'none' }
  | { kind: 'read'; values: Readonly<Record<string, string>> }
  | { kind: 'malformed'; problems: readonly string[] }

/** Reads a `.env` file, a symbolic link to one included. A line that is neither a comment nor an assignment is named, by number and never by content. */
export function readEnvFile(path: string): EnvFile {
  let source: string
  try {
    source = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'none' }
    return { kind: 'malformed', problems: [`${path} is not a readable file`] }
  }
  const problems = strayLines(source).map((line) => `line ${line} is not NAME=value`)
  return problems.length > 0 ? { kind: 'malformed', problems } : { kind: 'read', values: parse(source) }
}

/** What dotenv takes for one assignment, a quoted value over several lines included; it says only what it found, not what it left. */
const assignment = /^\s*(?:export\s+)?[\w.-]+\s*=(?:\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\n]+)?[^\S\n]*(?:#.*)?$/gm

/** Numbers of the lines that dotenv would skip in silence. */
export function strayLines(source: string): number[] {
  const left = source.replace(/\r\n?/g, '\n').replace(assignment, (lines) => lines.replace(/[^\n]+/g, ''))
  return left.split('\n').flatMap((line, index) => (/^\s*(#|$)/.test(line) ? [] : [index + 1]))
}
