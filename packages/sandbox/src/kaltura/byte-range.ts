/** What a `Range` header asks of a file: `end` is inclusive, as in the header. */
export type ByteRange = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'unsatisfiable' }

/** Reads a `Range` header for a file of `size` bytes. Several ranges, other units and nonsense mean the whole file, as RFC 9110 §14.2 allows. */
export function parseByteRange(header: string | undefined, size: number): ByteRange {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!match) return { kind: 'whole' }
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return { kind: 'whole' }

  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < start) return { kind: 'whole' }
  return start >= size || (from === '' && Number(to) === 0) ? { kind: 'unsatisfiable' } : { kind: 'part', start, end }
}
