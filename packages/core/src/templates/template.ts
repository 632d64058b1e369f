import type { VariableKind } from './variable.ts'

/** A parsed template. It is made from its source whenever it is needed, and never stored. */
export type Template = readonly TemplateNode[]

export type TemplateNode = Words | Insertion | Choice

/** What the author wrote, Markdown and all. */
export interface Words {
  kind: 'words'
  text: string
}

/** `{{path | filter}}` */
export interface Insertion {
  kind: 'insertion'
  path: readonly string[]
  variable: VariableKind
  filters: readonly Filter[]
  place: Place
}

/** `{{#if path}}…{{else}}…{{/if}}`; one inside another cannot be written. */
export interface Choice {
  kind: 'choice'
  path: readonly string[]
  variable: VariableKind
  there: readonly (Words | Insertion)[]
  otherwise: readonly (Words | Insertion)[]
}

/** Where in the author's text a value lands: among words, as a whole address, or inside one. */
export type Place = 'text' | 'address' | 'inside-address'

export type Filter =
  | { name: 'default'; text: string }
  | { name: 'date'; style: DateStyle }
  | { name: 'truncate'; length: number }
  | { name: 'upper' }
  | { name: 'lower' }

/** Discord's styles of a timestamp: `t` 16:20, `d` and `D` the date, `f` and `F` both, `R` "in 2 hours". */
export const dateStyles = ['t', 'T', 'd', 'D', 'f', 'F', 'R'] as const
export type DateStyle = (typeof dateStyles)[number]
