import { InvalidInputError } from '@kaltura-discord/core'

/** Which value each privilege takes. Names and meanings are the constants of kaltura/server's `kSessionBase.class.php`, and those that KAF rooms read. */
export interface Privileges {
  /** Entries that may be watched although access control says that a KS is needed. */
  sview?: readonly string[]
  /** Entries that may be changed. */
  edit?: readonly string[]
  /** `['*']`: list entries of every owner. */
  list?: readonly string[]
  download?: readonly string[]
  sviewplaylist?: readonly string[]
  disableentitlementforentry?: readonly string[]
  /** IP addresses that may use the KS. */
  iprestrict?: readonly string[]
  /** Paths that the KS may be used on; one may end in `*`. */
  urirestrict?: readonly string[]
  /** A role by id or system name: narrows the KS to what the role may do. */
  setrole?: string
  privacycontext?: string
  sessionid?: string
  appid?: string
  entryId?: string
  role?: string
  locale?: string
  /** The scheduled event, or the resource, that a legacy meeting takes place in. */
  eventId?: string
  resourceId?: string
  /** Of a legacy meeting: `0` leads it, `3` is a guest. */
  userContextualRole?: string
  /** The user once more, for KAF's pages. */
  userId?: string
  /** How often the KS can be used, 1 or more; -1 is how the guides of KAF write "no limit", and good for its pages only. */
  actionslimit?: number
  enableentitlement?: true
  disableentitlement?: true
  /** Names of people, such as Discord display names: any text; percent-encoded on the way. */
  firstName?: string
  lastName?: string
  email?: string
}

type Kind = 'list' | 'paths' | 'word' | 'user' | 'count' | 'flag' | 'text'

const kinds: Record<keyof Privileges, Kind> = {
  sview: 'list',
  edit: 'list',
  list: 'list',
  download: 'list',
  sviewplaylist: 'list',
  disableentitlementforentry: 'list',
  iprestrict: 'list',
  urirestrict: 'paths',
  setrole: 'word',
  privacycontext: 'word',
  sessionid: 'word',
  appid: 'word',
  entryId: 'word',
  role: 'word',
  locale: 'word',
  eventId: 'word',
  resourceId: 'word',
  userContextualRole: 'word',
  userId: 'user',
  actionslimit: 'count',
  enableentitlement: 'flag',
  disableentitlement: 'flag',
  firstName: 'text',
  lastName: 'text',
  email: 'text',
}

const maxTextLength = 200
/** No comma (next privilege), slash (next value), bar (next path), white space or control character, and nothing outside ASCII. */
const word = /^[\w.:*@+~-]{1,128}$/
/** What Kaltura takes for a user id, without the comma. */
const user = /^[A-Za-z0-9!#$%&'*+?^_`{|}~.@-]{1,320}$/
const path = /^\/[\w./*?=&%~-]{0,511}$/

/**
 * Kaltura's notation of some privileges, `privileges({ sview: ['1_abc', '1_def'], setrole: 'PLAYBACK_BASE_ROLE' })`.
 *
 * An object can't hold a name twice, which in a V2 KS would silently lose all but the last; lists are joined by `/`. Use spread to add to a set of privileges.
 * @throws InvalidInputError for a value that would be read as something else. An empty list is refused too: to Kaltura, no value can mean every one.
 */
export function privileges(wanted: Privileges): string {
  return Object.entries(wanted)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      if (!isPrivilege(name)) throw new InvalidInputError('There is no such privilege')
      const written = write(kinds[name], value)
      if (written === undefined)
        throw new InvalidInputError(`The value of the privilege ${name} can't be written into a KS`, { privilege: name })
      return written === '' ? name : `${name}:${written}`
    })
    .join(',')
}

/** What follows the colon; `''` for a flag, `undefined` for what can't be written. */
function write(kind: Kind, value: unknown): string | undefined {
  switch (kind) {
    case 'list':
      return isListOf(value, word) ? [...new Set(value)].join('/') : undefined
    case 'paths':
      return isListOf(value, path) ? [...new Set(value)].join('|') : undefined
    case 'word':
      return isText(value) && word.test(value) ? value : undefined
    case 'user':
      return isText(value) && user.test(value) ? value : undefined
    case 'count':
      return Number.isSafeInteger(value) && (Number(value) > 0 || value === -1) ? String(value) : undefined
    case 'flag':
      return value === true ? '' : undefined
    case 'text':
      return isText(value) && value.length > 0 && value.length <= maxTextLength && !/\p{Surrogate}/u.test(value)
        ? encodeURIComponent(value)
        : undefined
  }
}

function isPrivilege(name: string): name is keyof Privileges {
  return Object.hasOwn(kinds, name)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isListOf(value: unknown, form: RegExp): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isText(item) && form.test(item))
}
