import { z } from 'zod'
import { isPermissionName } from '../access/permission.ts'

/** Forms in which values stand in one environment variable, or better in a file: a number as a number, a list as a list. */
const discordId = 'must be a Discord id: 17 to 20 digits'
/** As text: the digits are more than a number holds. */
export const snowflake = z.string({ error: `${discordId}, in quotes` }).regex(/^\d{17,20}$/, discordId)
/** A whole number of this range. */
export function whole({ min, max }: { min: number; max?: number }) {
  const error = `must be a whole number ${max === undefined ? `of at least ${min}` : `from ${min} to ${max}`}`
  return z
    .unknown()
    .transform(asNumber)
    .pipe(
      z
        .int(error)
        .min(min)
        .max(max ?? Number.MAX_SAFE_INTEGER),
    )
}
/** Whom a binding means: see `Holders`. */
export const holders = z.union([
  z.literal('everyone'),
  z.array(
    z
      .string()
      .refine(
        (holder) => snowflake.safeParse(holder).success || isPermissionName(holder),
        'must be a role id, or a permission such as MANAGE_EVENTS',
      ),
  ),
])
/** The same, of which text is a list that is separated by commas. */
export const holdersText = z
  .unknown()
  .transform((source) => (typeof source === 'string' && source !== 'everyone' ? parts(source) : source))
  .pipe(holders)
export const text = z.string().trim().min(1)
/** As Kaltura writes them: secrets of accounts, app tokens. */
export const hexSecret = z.string().regex(/^[0-9a-f]{32}$/i, 'must be 32 hexadecimal digits')
export const entryId = z.string().regex(/^\w{1,64}$/, 'must be the id of an entry, such as 1_ab12cd34')
const origin = z
  .url()
  .refine((address) => URL.canParse(address) && new URL(address).origin === address, 'must be an origin, such as https://cfvod.kaltura.com')
const isSecure = (address: string) => /^https:|^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|$)/.test(address)
/** Where a KS is sent to. */
export const secureOrigin = origin.refine(isSecure, 'must begin with https://, because a KS is sent there')
/** Where one entry is, with `{entryId}` in the place of its id. Without a port or a password, so that it can stand on a button. */
export const entryAddress = z
  .string()
  .regex(
    /^https:\/\/[\w.-]+\/[^\s{}]*\{entryId\}[^\s{}]*$/,
    'must be an https address with {entryId} once, such as https://video.example.edu/media/t/{entryId}',
  )
  .max(300)
/** Where people sign in. */
export const publicOrigin = origin.refine(isSecure, 'must begin with https://, because people sign in there')

/** A list, separated by commas. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .unknown()
    .transform((source) => (typeof source === 'string' ? parts(source) : source))
    .pipe(z.array(item))
}

/** One, or up to five as a list; in one environment variable a list is JSON, and anything else is one. */
export function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z
    .unknown()
    .transform((source) => (typeof source === 'string' ? (jsonList(source) ?? [source]) : source))
    .pipe(z.array(item).min(1).max(5))
}

/** `prefix=origin`, separated by commas; in a file an object. */
export function mappings() {
  const line = z.tuple([z.string().regex(/^\/[\w-]+$/, 'must be like /kaltura'), origin])
  return z
    .unknown()
    .transform((source) => {
      if (typeof source === 'string') return parts(source).map((each) => each.split('='))
      return typeof source === 'object' && source ? Object.entries(source) : source
    })
    .pipe(z.array(line.transform(([prefix, origin]) => ({ prefix, origin }))))
}

/** JSON, of which the parser's own words are not repeated: they quote it. */
export function json<Inner extends z.ZodType>(inner: Inner) {
  return z
    .unknown()
    .transform((source, context) => {
      if (typeof source !== 'string') return source
      try {
        return JSON.parse(source) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' })
        return z.NEVER
      }
    })
    .pipe(inner)
}

/** Something for each of some Discord ids. */
export function byDiscordId<Value extends z.ZodType>(value: Value) {
  return z.record(snowflake, value, { error: ({ code }) => (code === 'invalid_key' ? discordId : undefined) })
}

/** An object that takes these names and no other; the other one is not repeated, as it may be a secret in the wrong place. */
export function only<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return `may hold only: ${Object.keys(shape).join(', ')}`
      return input === undefined ? 'is missing' : 'must be an object'
    },
  })
}

function asNumber(source: unknown): unknown {
  return typeof source === 'string' && /^\s*-?\d{1,15}\s*$/.test(source) ? Number(source) : source
}

function jsonList(source: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(source)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

function parts(source: string): string[] {
  return source.split(',').map((each) => each.trim())
}
