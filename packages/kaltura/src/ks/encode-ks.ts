import { InvalidInputError } from '@kaltura-discord/core'
import { concatBytes } from '../bytes/concat-bytes.ts'
import { toKsBase64 } from './base64.ts'
import { encryptZeroPadded, keyOf, sha1 } from './cipher.ts'
import { nameAsRead, writeForm } from './form.ts'
import { type KsType, maxKsLength } from './ks-content.ts'
import { privilegeFields } from './privilege-notation.ts'
import { inTurn } from './turns.ts'

const randomBytes = 16
const utf8 = new TextEncoder()

export interface EncodeKsOptions {
  /** The account, a whole number. Stands in front of the KS in clear, and is not signed. */
  partnerId: number
  /** The partner's user or admin secret. Either signs a KS of either type. */
  secret: string
  /** `null` leaves the user out, which Kaltura reads as nobody. */
  userId: string | null
  /** `ksType.user` for people, `ksType.admin` for your own server only: it may do whatever its privileges don’t forbid. */
  type: KsType
  /** The instant from which it is dead, in whole seconds since 1970. */
  expiryUnix: number
  /** In Kaltura's notation. Make it with {@link privileges}, which can't be talked into a second privilege by a comma in a name. */
  privileges: string
  /** The account that acts for this one (Kaltura’s `_m`). Default: none. */
  masterPartnerId?: number
  /** Any text, to be read back as it is (Kaltura’s `_d`). Default: none. */
  additionalData?: string
  /** 16 bytes, fresh for each KS; only tests give their own. */
  random?: Uint8Array
}

/**
 * Makes a KS (V2) without asking Kaltura, the same to the last byte as Kaltura's own server would from the same random bytes.
 *
 * The format is `generateKsV2` of kaltura/server's `kSessionBase.class.php`; V1 is never made, since a `;` in a user id can add privileges to it.
 * @throws InvalidInputError for what can't be said in a KS, or would be read back as something else. The error holds none of the values.
 */
export async function encodeKs(options: EncodeKsOptions): Promise<string> {
  const random = options.random ?? crypto.getRandomValues(new Uint8Array(randomBytes))
  refuseUnsayable(options, random)

  const fields = new Map<string, string | null>(privilegeFields(options.privileges))
  refuseDisguised(fields.keys())
  fields.set('_e', String(options.expiryUnix))
  fields.set('_t', String(options.type))
  fields.set('_u', options.userId)
  fields.set('_m', options.masterPartnerId === undefined ? null : String(options.masterPartnerId))
  fields.set('_d', options.additionalData ?? null)

  const body = concatBytes(random, utf8.encode(writeForm(fields)))
  const cipher = await inTurn(async () => encryptZeroPadded(await keyOf(options.secret), concatBytes(await sha1(body), body)))
  const ks = toKsBase64(concatBytes(utf8.encode(`v2|${options.partnerId}|`), cipher))
  if (ks.length > maxKsLength) throw new InvalidInputError('The KS would be too long; ask for fewer privileges', { maxKsLength })
  return ks
}

function refuseUnsayable(options: EncodeKsOptions, random: Uint8Array): void {
  const { partnerId, masterPartnerId = 0, expiryUnix } = options
  if (![partnerId, masterPartnerId, expiryUnix].every(Number.isSafeInteger)) {
    throw new InvalidInputError('Partner ids and the expiry of a KS are whole numbers')
  }
  if (random.length !== randomBytes) throw new InvalidInputError('A KS needs 16 random bytes')
  if (options.secret === '') throw new InvalidInputError('The Kaltura secret is empty')
  const texts = [options.userId ?? '', options.privileges, options.additionalData ?? '']
  if (texts.some((text) => /\p{Surrogate}/u.test(text))) throw new InvalidInputError('A KS holds whole Unicode characters only')
}

/** A privilege `.u:someone` would come back from PHP as the field `_u` and, where we leave the user out, be the user. */
function refuseDisguised(names: Iterable<string>): void {
  for (const name of names) {
    const read = nameAsRead(name)
    if (read !== name && /^_[etumd]$/.test(read)) throw new InvalidInputError('A privilege would be read as a field of the KS itself')
  }
}
