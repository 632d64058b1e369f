/** Kaltura's session types. `admin` may do whatever its privileges don't forbid; `user` only what they allow. */
export const ksType = { user: 0, widget: 1, admin: 2 } as const

export type KsType = (typeof ksType)[keyof typeof ksType]

/** Longest KS that is read or made, in characters. Kaltura's own are some hundred long; this leaves room for long lists of entries. */
export const maxKsLength = 16_384

/** What an authentic KS says. Holds no secret, but may hold names of people: treat it as personal data. */
export interface KsContent {
  /** 2 is what everyone writes today; 1 has known ambiguities (`docs/ks.md`), so demand 2 where a stranger hands you the KS. */
  version: 1 | 2
  partnerId: number
  type: KsType
  /** `''` for nobody in particular. */
  userId: string
  /** The instant from which it is dead, in seconds since 1970. */
  expiryUnix: number
  /** In Kaltura's notation, such as `sview:1_abc/1_def,list:*`. */
  privileges: string
  /** The same, by name; an empty list is a privilege without a value. `*` is `all` with the value `*`. */
  privilegeValues: ReadonlyMap<string, readonly string[]>
  masterPartnerId: number | undefined
  additionalData: string | undefined
}
