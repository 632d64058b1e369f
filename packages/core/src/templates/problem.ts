/** What is wrong with a template, and where: `at` counts UTF-16 units from the start of the source. */
export interface TemplateProblem extends Trouble {
  at: number
}

export interface Trouble {
  code: TemplateProblemCode
  /** The name it is about, at most 64 characters of it. */
  name?: string
}

export type TemplateProblemCode =
  | 'source-too-long'
  | 'too-many-tags'
  /** `{{` or a `"` without its end. */
  | 'unclosed-tag'
  /** No path, no section, nothing that the language knows: a partial, a call, a loop variable. */
  | 'not-a-tag'
  | 'path-too-deep'
  | 'unknown-variable'
  /** `__proto__`, `constructor`, `prototype`. */
  | 'blocked-name'
  | 'unknown-filter'
  | 'too-many-filters'
  /** The filter is there, but not for a variable of this kind, or not with this argument. */
  | 'filter-does-not-fit'
  | 'unknown-section'
  | 'section-in-section'
  | 'section-not-closed'
  | 'section-not-open'
  /** One branch of an `if` ends inside an address, the other doesn't: what follows could not be escaped. */
  | 'address-across-branches'
