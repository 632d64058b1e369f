const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML as Kaltura's serializer writes objects: `objectType` first, then one element for each property that is not null. */
export function kalturaXml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<item>${kalturaXml(item)}</item>`).join('')
  if (typeof value === 'object' && value !== null) return objectXml(Object.entries(value))
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value).replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
}

function objectXml(entries: readonly (readonly [string, unknown])[]): string {
  const isType = ([name]: readonly [string, unknown]) => name === 'objectType'
  return [...entries.filter(isType), ...entries.filter((entry) => !isType(entry))]
    .filter(([, inner]) => inner !== null && inner !== undefined)
    .map(([name, inner]) => `<${name}>${kalturaXml(inner)}</${name}>`)
    .join('')
}
