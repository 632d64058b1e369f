/** What a name stands for; `undefined` when nobody set it. */
export type Lookup = (name: string) => string | undefined

/** Why a text could not be filled in; the words name placeholders and repeat no value. */
export class PlaceholderProblem extends Error {
  override name = 'PlaceholderProblem'
}

const form = /(\\?)\{\{(?:([A-Z_][A-Z0-9_]*)(?::-((?:(?!\}\}).)*))?\}\})?/gs

/**
 * Fills in `{{NAME}}` and `{{NAME:-default}}`, anywhere in a text. `\{{` stands for `{{` itself.
 *
 * One pass: what a name stands for is put in as it is and never looked at again, whatever it holds.
 * @throws PlaceholderProblem for a name that nobody set, and for `{{` that begins no placeholder
 */
export function filledIn(text: string, lookup: Lookup): string {
  return text.replace(form, (match, escaped: string, name: string | undefined, fallback: string | undefined) => {
    if (escaped) return match.slice(1)
    if (name === undefined)
      throw new PlaceholderProblem('has {{ without a NAME in capitals behind it; write \\{{ for the characters themselves')
    const value = lookup(name) || fallback
    if (value === undefined) throw new PlaceholderProblem(`needs {{${name}}}, which is not set and has no default`)
    return value
  })
}

const deepest = 20

/** The same for every text inside a value of a file; names of fields stay as they are. The value is copied, at most 20 deep: YAML can make circles. */
export function filledInDeep(value: unknown, lookup: Lookup, depth = 0): unknown {
  if (typeof value === 'string') return filledIn(value, lookup)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) throw new PlaceholderProblem(`is nested more than ${deepest} deep`)
  if (Array.isArray(value)) return value.map((item) => filledInDeep(item, lookup, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filledInDeep(item, lookup, depth + 1)]))
}
