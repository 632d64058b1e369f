import type { Kept } from '@kaltura-discord/core'
import type { Tables } from '../schema.ts'

/** What is kept in one table, why, whom it names and for how long: what {@link Tables} can't say. Every table has one, every column a line. */
export interface KeptTable<Name extends keyof Tables> {
  /** What a row is. */
  row: string
  /** Why each column is there. */
  columns: Readonly<Record<keyof Tables[Name], string>>
  /** Columns that hold a Discord user id, and what forgetting somebody does to the rows that name them: remove them, or empty the column. */
  people: Readonly<Partial<Record<keyof Tables[Name], 'remove' | 'empty'>>>
  keep: Keep<Tables[Name]>
}

type Keep<Columns> =
  /** Rows go when `since` is as long ago as `as` is kept for; with `once` only those whose column has one of these values. */
  | { since: keyof Columns; as: Kept; once?: { column: keyof Columns; isOneOf: readonly string[] } }
  /** Rows stay, and why. */
  | { forEver: string }
