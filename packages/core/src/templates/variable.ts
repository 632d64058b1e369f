/**
 * What a value is, which decides how it is shown and what of it is escaped:
 *
 * - `text`: somebody's words, on one line · `prose`: the same, with its line breaks
 * - `url`: a public https address, or nothing · `roles`: role ids, of which only allowed ones become mentions
 * - `instant`: ms since 1970, shown by Discord in each reader's own time zone · `duration`: seconds, as `1:02:45`
 * - `people`: a number, in words of the reader's language
 */
export type VariableKind = 'text' | 'prose' | 'url' | 'instant' | 'duration' | 'people' | 'roles'

export interface Variable {
  kind: VariableKind
  /** One line of documentation. */
  doc: string
  /** What a preview shows for it. */
  sample: string | number | readonly string[]
}

/** The variables that a template may name: `{{video.title}}` is `variables.video.title`. */
export interface Variables {
  readonly [name: string]: Variable | Variables
}

/** What a template is filled with: own properties count, and nothing else of an object. */
export interface TemplateData {
  readonly [name: string]: TemplateValue
}

export type TemplateValue = string | number | readonly string[] | undefined | TemplateData

export function isVariable(found: Variable | Variables): found is Variable {
  return typeof found.kind === 'string'
}
