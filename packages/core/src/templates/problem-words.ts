import { templateLimits } from './limits.ts'
import type { TemplateProblem } from './problem.ts'
import { dateStyles } from './template.ts'
import { isVariable, type VariableKind, type Variables } from './variable.ts'

/**
 * What is wrong with a template, where, and what may stand there, as a sentence for its author. Characters count from 1, as people do. Of what the author wrote it
 * repeats a name at the most.
 */
export function problemWords({ code, at, name = '' }: TemplateProblem, variables: Variables): string {
  const tag = `The tag at character ${at + 1}`
  const known = `Here there are ${listed(names(variables))}.`
  switch (code) {
    case 'source-too-long':
      return `It has more than ${templateLimits.sourceLength} characters.`
    case 'too-many-tags':
      return `${tag} is one too many: a part may have ${templateLimits.tags}.`
    case 'unclosed-tag':
      return `${tag} has no end: a tag ends with }}, and a text in it with ".`
    case 'not-a-tag':
      return `${tag} is none that there is. There are {{variable}}, {{variable | filter}}, {{#if variable}}, {{else}} and {{/if}}.`
    case 'path-too-deep':
      return `${tag} names a variable with more than ${templateLimits.pathNames} parts. ${known}`
    case 'unknown-variable':
      return `${tag} names "${name}", which is no variable of this event. ${known}`
    case 'blocked-name':
      return `${tag} names "${name}", which no variable may be called. ${known}`
    case 'unknown-filter':
      return `${tag} has the filter "${name}", which there is not. There are ${listed(Object.keys(filters))}.`
    case 'too-many-filters':
      return `${tag} has more than ${templateLimits.filtersPerTag} filters.`
    case 'filter-does-not-fit':
      return `${tag} has the filter "${name}" in a way that does not fit: ${filters[name]?.(variables) ?? ''}.`
    case 'unknown-section':
      return `${tag} begins or ends a section that there is not. There are only {{#if variable}} and {{/if}}.`
    case 'section-in-section':
      return `${tag} stands inside of another {{#if}}, where none may. End that with {{/if}} before it.`
    case 'section-not-closed':
      return `${tag} has no {{/if}} behind it.`
    case 'section-not-open':
      return `${tag} belongs to no {{#if}} before it; each has one {{/if}}, and at most one {{else}}.`
    case 'address-across-branches':
      return `${tag} ends a choice of which one branch stops within an address, and the other does not. Put the whole address into the branch.`
  }
}

const filters: Readonly<Record<string, (variables: Variables) => string>> = {
  default: () => 'it is written default:"text"',
  date: (variables) =>
    `it is written date:"R", with one of ${dateStyles.join(' ')}, and is for ${listed(names(variables, ['instant'])) || 'times, which this event has not'}`,
  truncate: (variables) => `it is written truncate:40, with 1 to ${templateLimits.valueLength}, and is for ${words(variables)}`,
  upper: (variables) => `it stands alone, and is for ${words(variables)}`,
  lower: (variables) => `it stands alone, and is for ${words(variables)}`,
}

const words = (variables: Variables) => listed(names(variables, ['text', 'prose']))

/** As they are written in a tag. */
function names(variables: Variables, kinds?: readonly VariableKind[]): string[] {
  return Object.entries(variables).flatMap(([name, found]) => {
    if (!isVariable(found)) return names(found, kinds).map((within) => `${name}.${within}`)
    return kinds === undefined || kinds.includes(found.kind) ? [name] : []
  })
}

function listed(all: readonly string[]): string {
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
