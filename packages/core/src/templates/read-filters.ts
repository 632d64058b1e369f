import { templateLimits } from './limits.ts'
import type { Trouble } from './problem.ts'
import { isSign, type TagToken } from './read-tag.ts'
import { dateStyles, type Filter } from './template.ts'
import type { VariableKind } from './variable.ts'

export type ReadFilters = { kind: 'filters'; filters: readonly Filter[] } | { kind: 'trouble'; trouble: Trouble }

/** What stands behind a path: `| name` or `| name:argument`, several times. */
export function readFilters(tokens: readonly TagToken[], variable: VariableKind): ReadFilters {
  const filters: Filter[] = []
  for (let at = 0; at < tokens.length; ) {
    const [bar, name, colon, argument] = tokens.slice(at, at + 4)
    if (!isSign(bar, '|') || name?.kind !== 'name') return { kind: 'trouble', trouble: { code: 'not-a-tag' } }
    if (filters.length === templateLimits.filtersPerTag) return { kind: 'trouble', trouble: { code: 'too-many-filters' } }
    const hasArgument = isSign(colon, ':')
    const read = Object.hasOwn(readers, name.text) ? readers[name.text] : undefined
    if (!read) return { kind: 'trouble', trouble: { code: 'unknown-filter', name: name.text.slice(0, 64) } }
    const filter = read(hasArgument ? argument : undefined, variable)
    if (!filter || (hasArgument && !argument))
      return { kind: 'trouble', trouble: { code: 'filter-does-not-fit', name: name.text.slice(0, 64) } }
    filters.push(filter)
    at += hasArgument ? 4 : 2
  }
  return { kind: 'filters', filters }
}

type Reader = (argument: TagToken | undefined, variable: VariableKind) => Filter | undefined
const isWords = (variable: VariableKind) => variable === 'text' || variable === 'prose'

const readers: Readonly<Record<string, Reader>> = {
  default: (argument) => (argument?.kind === 'text' ? { name: 'default', text: argument.text } : undefined),
  date(argument, variable) {
    const style = dateStyles.find((each) => each === argument?.text)
    return style && variable === 'instant' ? { name: 'date', style } : undefined
  },
  truncate(argument, variable) {
    const length = argument?.kind === 'number' ? Number(argument.text) : 0
    return isWords(variable) && length >= 1 && length <= templateLimits.valueLength ? { name: 'truncate', length } : undefined
  },
  upper: (argument, variable) => (isWords(variable) && !argument ? { name: 'upper' } : undefined),
  lower: (argument, variable) => (isWords(variable) && !argument ? { name: 'lower' } : undefined),
}
