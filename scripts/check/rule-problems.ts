/** A text with where it stands, from the repository's root. */
export interface RuleText {
  path: string
  text: string
}

/**
 * Where specifications and tests disagree, one sentence each. A rule is a line `- **XX1** …`, or a range `- **XX1–XX8** …`; a test names the
 * rule that it guards at the start of its title: `test('[XX1] …`.
 */
export function ruleProblems(specs: readonly RuleText[], files: readonly RuleText[]): string[] {
  const rules = new Map<string, string[]>()
  for (const { id, at } of specs.flatMap(rulesOf)) rules.set(id, [...(rules.get(id) ?? []), at])
  const guarded = new Set<string>()
  const strangers = files.flatMap(({ path, text }) =>
    titleIds(text).flatMap(({ id, line }) => {
      guarded.add(id)
      return rules.has(id) ? [] : [`${path}:${line}: [${id}] is no rule of ${specs.map((spec) => spec.path).join(' or ')}`]
    }),
  )
  const problems = [...rules].flatMap(([id, [first, again]]) => {
    if (again) return [`${again}: ${id} stands on ${first} already`]
    return guarded.has(id) ? [] : [`${first}: no test is named [${id}]`]
  })
  return [...problems, ...strangers]
}

/** Rule ids with the place that states them. */
function rulesOf({ path, text }: RuleText): { id: string; at: string }[] {
  return text.split('\n').flatMap((line, index) => {
    const [, prefix, first, last = first] = /^- \*\*([A-Z]{1,3})(\d+)(?:[–-]\1(\d+))?\*\*/.exec(line) ?? []
    if (first === undefined) return []
    const count = Number(last) - Number(first) + 1
    return Array.from({ length: count }, (_, step) => ({ id: `${prefix}${Number(first) + step}`, at: `${path}:${index + 1}` }))
  })
}

/** A title may begin with several ids, `[XX1] [XX2] …`. */
function titleIds(source: string): { id: string; line: number }[] {
  return [...source.matchAll(/['"`]((?:\[[A-Z]{1,3}\d+\] )+)/g)].flatMap((match) => {
    const line = source.slice(0, match.index).split('\n').length
    return [...(match[1] ?? '').matchAll(/[A-Z]+\d+/g)].map(([id]) => ({ id, line }))
  })
}
