/** JSON as Kaltura's serializer writes objects: what is null is left out, and `objectType` comes last (exceptions keep their own order). */
export function kalturaJson(value: unknown): string {
  return JSON.stringify(ordered(value))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const present = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  const isException = present.some(([key, inner]) => key === 'objectType' && inner === 'KalturaAPIException')
  const last = (key: string) => (key === 'objectType' && !isException ? 1 : 0)
  return Object.fromEntries(present.sort(([a], [b]) => last(a) - last(b)).map(([key, inner]) => [key, ordered(inner)]))
}
