import { templateLimits } from './limits.ts'
import type { Trouble } from './problem.ts'
import { isSign, type TagToken } from './read-tag.ts'
import { isVariable, type Variable, type VariableKind, type Variables } from './variable.ts'

export type ReadPath =
  | { kind: 'path'; path: readonly string[]; variable: VariableKind; rest: readonly TagToken[] }
  | { kind: 'trouble'; trouble: Trouble }

const blocked = new Set(['__proto__', 'constructor', 'prototype'])

/** `a.b.c` at the start of a tag, if it is one of the variables; `rest` is what stands behind it. */
export function readPath(tokens: readonly TagToken[], variables: Variables): ReadPath {
  const path: string[] = []
  let at = 0
  for (;;) {
    const name = tokens[at]
    if (name?.kind !== 'name') return { kind: 'trouble', trouble: { code: 'not-a-tag' } }
    if (blocked.has(name.text)) return { kind: 'trouble', trouble: { code: 'blocked-name', name: name.text } }
    if (path.length === templateLimits.pathNames) return { kind: 'trouble', trouble: { code: 'path-too-deep' } }
    path.push(name.text)
    at += 1
    if (!isSign(tokens[at], '.')) break
    at += 1
  }
  const variable = variableAt(variables, path)
  if (!variable) return { kind: 'trouble', trouble: { code: 'unknown-variable', name: path.join('.').slice(0, 64) } }
  return { kind: 'path', path, variable: variable.kind, rest: tokens.slice(at) }
}

function variableAt(variables: Variables, path: readonly string[]): Variable | undefined {
  let found: Variable | Variables | undefined = variables
  for (const name of path) {
    if (!found || isVariable(found)) return undefined
    found = Object.hasOwn(found, name) ? found[name] : undefined
  }
  return found && isVariable(found) ? found : undefined
}
