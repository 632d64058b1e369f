/** What a template may cost. Lengths are in UTF-16 units, of which Discord counts no more than we do. */
export const templateLimits = {
  /** Of the source of one part. */
  sourceLength: 4096,
  /** Between `{{` and `}}`, all kinds together. */
  tags: 64,
  /** Names in one path. */
  pathNames: 8,
  filtersPerTag: 4,
  /** Of one inserted text before it is escaped; the rest of it is left out. */
  valueLength: 1000,
} as const
