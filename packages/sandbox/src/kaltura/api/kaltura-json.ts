/** JSON as Kaltura's serializer writes objects: what is null is left out, and `objectType` comes last. Exceptions keep their own order, and no arguments are an empty PHP array: `[]`. */
export function kalturaJson(value: unknown): string {
  return JSON.stringify(ordered(value))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const present = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  const isException = present.some(([key, inner]) => key === 'objectType' && inner === 'KalturaAPIException')
  if (isException) return Object.fromEntries(present.map(([key, inner]) => [key, key === 'args' ? phpArray(inner) : inner]))
  const last = (key: string) => (key === 'objectType' ? 1 : 0)
  return Object.fromEntries(present.sort(([a], [b]) => last(a) - last(b)).map(([key, inner]) => [key, ordered(inner)]))
}

function phpArray(args: unknown): unknown {
  return typeof args === 'object' && args !== null && Object.keys(args).length === 0 ? [] : args
}
