import type { SqlEngine } from '../engine.ts'

/**
 * One step of the tables, from the state that the number before left behind. Once released it never changes: the next change is the next number.
 *
 * A server of the version before still runs while this one migrates, so a step adds; what it removes must have been unused for a release.
 */
export interface Migration {
  /** 1, 2, 3, … without gaps. */
  number: number
  /** What it does, in words of a file name. */
  name: string
  /** One SQL statement each, without values, understood by SQLite, D1 and Postgres alike. All of them are one transaction. */
  statements: readonly string[]
  /** What comes behind them in the words of one dialect, such as triggers. D1 speaks SQLite's. */
  byDialect?: Readonly<Record<SqlEngine['dialect'], readonly string[]>>
}

/** All statements of a migration, as an engine of this dialect runs them. */
export function statementsOf({ statements, byDialect }: Migration, dialect: SqlEngine['dialect']): readonly string[] {
  return [...statements, ...(byDialect?.[dialect] ?? [])]
}

/** Tells two texts of one number apart, whatever their line breaks: 32 bits of FNV-1a, against accidents and not against people. */
export function checksum({ statements, byDialect }: Migration): string {
  let hash = 0x811c9dc5
  const all = [...statements, ...(byDialect ? [...byDialect.sqlite, ...byDialect.postgres] : [])]
  for (const character of all.join(';').replaceAll(/\s+/g, ' ')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
