/** Source text with where it stands, from the repository's root. */
export interface TestFile {
  path: string
  text: string
}

/**
 * Where a specification and its tests disagree, one sentence each. A rule is a line `- **XX1** …`, or a range `- **XX1–XX8** …`; a test names the
 * rule that it guards at the start of its title: `test('[XX1] …`.
 */
export function ruleProblems(spec: { path: string; text: string }, files: readonly TestFile[]): string[] {
  const rules = rulesOf(spec.text)
  const guarded = new Set<string>()
  const strangers = files.flatMap(({ path, text }) =>
    titleIds(text).flatMap(({ id, line }) => {
      guarded.add(id)
      return rules.has(id) ? [] : [`${path}:${line}: [${id}] is no rule of ${spec.path}`]
    }),
  )
  const problems = [...rules].flatMap(([id, lines]) => {
    const [line, again] = lines
    if (again !== undefined) return [`${spec.path}:${again}: ${id} stands on line ${line} already`]
    return guarded.has(id) ? [] : [`${spec.path}:${line}: no test is named [${id}]`]
  })
  return [...problems, ...strangers]
}

/** Rule ids with the lines that state them. */
function rulesOf(spec: string): Map<string, number[]> {
  const rules = new Map<string, number[]>()
  for (const [index, line] of spec.split('\n').entries()) {
    const [, prefix, first, last = first] = /^- \*\*([A-Z]{1,3})(\d+)(?:[–-]\1(\d+))?\*\*/.exec(line) ?? []
    for (let number = Number(first); number <= Number(last); number += 1) {
      const id = `${prefix}${number}`
      rules.set(id, [...(rules.get(id) ?? []), index + 1])
    }
  }
  return rules
}

/** A title may begin with several ids, `[XX1] [XX2] …`. */
function titleIds(source: string): { id: string; line: number }[] {
  return [...source.matchAll(/['"`]((?:\[[A-Z]{1,3}\d+\] )+)/g)].flatMap((match) => {
    const line = source.slice(0, match.index).split('\n').length
    return [...(match[1] ?? '').matchAll(/[A-Z]+\d+/g)].map(([id]) => ({ id, line }))
  })
}
