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

/** Numbers of the lines that dotenv would skip in silence. Quoted values may span lines. */
export function strayLines(source: string): number[] {
  const stray: number[] = []
  let openQuote: string | undefined
  for (const [index, line] of source.replace(/\r\n?/g, '\n').split('\n').entries()) {
    if (openQuote) {
      if (line.includes(openQuote)) openQuote = undefined
      continue
    }
    if (/^\s*(#|$)/.test(line)) continue
    const assignment = /^\s*(?:export\s+)?[\w.-]+\s*=\s*(.*)$/s.exec(line)
    if (!assignment) {
      stray.push(index + 1)
      continue
    }
    const [, value = ''] = assignment
    const quote = /^["'`]/.exec(value)?.[0]
    if (quote && !value.slice(1).includes(quote)) openQuote = quote
  }
  return stray
}
