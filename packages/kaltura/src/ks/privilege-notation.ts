/** What PHP's `trim` takes off. */
const blank = new Set(' \t\n\r\0\x0b')

/** The fields of a V2 KS for privileges in Kaltura's notation. Of a repeated name the last wins, in the first one's place: so does Kaltura. */
export function privilegeFields(notation: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const part of notation.split(',')) {
    const privilege = trim(part)
    if (privilege === '' || privilege === '0') continue // '0' is false to PHP, and dropped
    const { name, value } = splitPrivilege(privilege === '*' ? 'all:*' : privilege)
    fields.set(name, value)
  }
  return fields
}

/** Kaltura's notation of the fields of a V2 KS. */
export function notationOf(fields: ReadonlyMap<string, string>): string {
  const notation = Array.from(fields, ([name, value]) => (value === '' ? name : `${name}:${value}`)).join(',')
  return notation === 'all:*' ? '*' : notation
}

/** The values of each privilege. Values of a repeated name are put together, which only V1 and a comma inside a V2 value can bring about. */
export function readPrivileges(notation: string): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>()
  for (const privilege of notation.split(',')) {
    if (privilege === '') continue
    const { name, value } = splitPrivilege(privilege === '*' ? 'all:*' : privilege)
    values.set(name, [...(values.get(name) ?? []), ...(value === '' ? [] : value.split('/'))])
  }
  return values
}

function splitPrivilege(privilege: string): { name: string; value: string } {
  const colon = privilege.indexOf(':')
  return colon < 0 ? { name: privilege, value: '' } : { name: privilege.slice(0, colon), value: privilege.slice(colon + 1) }
}

function trim(text: string): string {
  const characters = Array.from(text)
  const first = characters.findIndex((character) => !blank.has(character))
  const last = characters.findLastIndex((character) => !blank.has(character))
  return first < 0 ? '' : characters.slice(first, last + 1).join('')
}
