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
}

/** Tells two texts of one number apart, whatever their line breaks: 32 bits of FNV-1a, against accidents and not against people. */
export function checksum({ statements }: Migration): string {
  let hash = 0x811c9dc5
  for (const character of statements.join(';').replaceAll(/\s+/g, ' ')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
