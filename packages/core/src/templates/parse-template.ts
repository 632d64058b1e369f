import { type Cursor, createCursor } from './cursor.ts'
import { templateLimits } from './limits.ts'
import type { TemplateProblem, Trouble } from './problem.ts'
import { readFilters } from './read-filters.ts'
import { readPath } from './read-path.ts'
import { isSign, readTag, type TagToken } from './read-tag.ts'
import type { Template } from './template.ts'
import { createTemplateBuilder, type TemplateBuilder } from './template-builder.ts'
import type { Variables } from './variable.ts'

/** `steps` is how many characters were looked at: it grows with the length of the source, and never faster. */
export type ParsedTemplate =
  | { kind: 'parsed'; template: Template; steps: number }
  | { kind: 'invalid'; problems: readonly TemplateProblem[]; steps: number }

/**
 * Reads the source of a template and names everything that is wrong with it; never throws on any string.
 *
 * `{{path.to.value | filter:"argument"}}` inserts a value and `{{#if path}}…{{else}}…{{/if}}` chooses. There is nothing else: no loops, no
 * partials, no calls. Only `variables` may be named, so that what was taken at save can be rendered later. What it may cost is in
 * {@link templateLimits}.
 */
export function parseTemplate(source: string, variables: Variables): ParsedTemplate {
  if (source.length > templateLimits.sourceLength) {
    return { kind: 'invalid', problems: [{ code: 'source-too-long', at: templateLimits.sourceLength }], steps: 0 }
  }
  const cursor = createCursor(source)
  const builder = createTemplateBuilder()
  const problems = readAll(cursor, builder, variables)
  const end = builder.end()
  if (end.kind === 'problem') problems.push(end.problem)
  const { steps } = cursor
  return end.kind === 'problem' || problems.length > 0
    ? { kind: 'invalid', problems, steps }
    : { kind: 'parsed', template: end.template, steps }
}

/** Goes on behind a wrong tag, so that its author hears of all of them at once. */
function readAll(cursor: Cursor, builder: TemplateBuilder, variables: Variables): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  for (let tags = 0; ; tags += 1) {
    const { text, found } = cursor.upTo('{{')
    builder.words(text)
    if (!found) return problems
    const at = cursor.at - 2
    if (tags === templateLimits.tags) return [...problems, { code: 'too-many-tags', at }]
    const tokens = readTag(cursor)
    if (!tokens) return [...problems, { code: 'unclosed-tag', at }]
    const trouble = addTag(tokens, at, builder, variables)
    if (trouble) problems.push({ ...trouble, at })
  }
}

function addTag(tokens: readonly TagToken[], at: number, builder: TemplateBuilder, variables: Variables): Trouble | undefined {
  const [first, second] = tokens
  if (tokens.length === 1 && first?.kind === 'name' && first.text === 'else') return builder.otherwise()
  const opens = isSign(first, '#')
  const isSection = opens || isSign(first, '/')
  if (isSection && (second?.kind !== 'name' || second.text !== 'if'))
    return { code: 'unknown-section', ...(second ? { name: second.text.slice(0, 64) } : {}) }
  if (isSection && !opens) return tokens.length === 2 ? builder.close() : { code: 'not-a-tag' }

  const read = readPath(opens ? tokens.slice(2) : tokens, variables)
  if (read.kind === 'trouble') return read.trouble
  const { path, variable, rest } = read
  if (opens) return rest.length === 0 ? builder.open(path, variable, at) : { code: 'not-a-tag' }
  const behind = readFilters(rest, variable)
  if (behind.kind === 'trouble') return behind.trouble
  builder.insertion({ kind: 'insertion', path, variable, filters: behind.filters })
  return undefined
}
