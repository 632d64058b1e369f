/** What kaltura/server's kSessionBase knows and enforces: only the token's maker gives these. Other names (`role`, `firstName`, …) are for applications. */
const serverPrivileges: ReadonlySet<string> = new Set(
  `all edit sview view list download downloadasset editplaylist sviewplaylist actionslimit setrole restrictingrole limitentry iprestrict
  urirestrict enableentitlement disableentitlement disableentitlementforentry disableentitlementforplaylist privacycontext
  enablecategorymoderation reftime sessionkey preview sessionid jobtype apptoken enablechangeaccount edituser enablecaptionmoderation
  editadmintags restrictexplicitliveview virtualeventid searchcontext disablesessiontypecheck widget`.split(/\s+/),
)

/**
 * What a session of an app token may do: what the token says, of which the caller may narrow a `*` (`sview:*` to `sview:0_abc`), and the caller's own privileges
 * that mean nothing to Kaltura. Anything else asked for is dropped without a word, as at Kaltura. The session always belongs to the token.
 */
export function appTokenPrivileges(tokenId: string, ofToken: string, requested: string): string {
  const granted = parse(ofToken)
  const wanted = parse(requested)
  const narrower = (name: string) => (wanted.get(name)?.length ? wanted.get(name) : undefined)
  const narrowed = Array.from(granted, ([name, values]) => [name, (values.includes('*') && narrower(name)) || values] as const)
  const added = [...wanted].filter(([name]) => !granted.has(name) && !serverPrivileges.has(name))
  const all = new Map([...narrowed, ...added])
  for (const name of ['sessionid', 'apptoken']) all.set(name, [...(all.get(name) ?? []), tokenId])
  return Array.from(all, ([name, values]) => (values.length === 0 ? name : `${name}:${values.join('/')}`)).join(',')
}

/** Values of a repeated name are put together: a V2 KS can hold a name only once. */
function parse(notation: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>()
  const written = notation.split(',').map((privilege) => privilege.trim())
  for (const privilege of written.filter((text) => text !== '')) {
    const [name = '', value = ''] = privilege === '*' ? ['all', '*'] : split(privilege)
    values.set(name, [...new Set([...(values.get(name) ?? []), ...value.split('/').filter((one) => one !== '')])])
  }
  return values
}

function split(privilege: string): readonly [string, string] {
  const colon = privilege.indexOf(':')
  return colon < 0 ? [privilege, ''] : [privilege.slice(0, colon), privilege.slice(colon + 1)]
}
