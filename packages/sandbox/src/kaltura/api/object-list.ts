import { z } from 'zod'
import type { ObjectClass, Properties } from './object-class.ts'

const record = z.record(z.string(), z.unknown()).catch({})
const scalar = z.union([z.string(), z.number(), z.boolean()])
const pager = z
  .object({ pageSize: z.coerce.number().int().min(0).catch(30), pageIndex: z.coerce.number().int().min(1).catch(1) })
  .catch({ pageSize: 30, pageIndex: 1 })
const mostOnAPage = 500

type Operator = (own: unknown, wanted: string) => boolean

/** The endings of filter fields, longest first: `startDateGreaterThanOrEqual` asks about `startDate`. */
const operators: readonly (readonly [string, Operator])[] = [
  ['GreaterThanOrEqual', (own, wanted) => Number(own) >= Number(wanted)],
  ['LessThanOrEqual', (own, wanted) => Number(own) <= Number(wanted)],
  ['MultiLikeAnd', (own, wanted) => list(wanted).every((word) => isLike(own, word))],
  ['MultiLikeOr', (own, wanted) => list(wanted).some((word) => isLike(own, word))],
  ['NotEqual', (own, wanted) => text(own) !== wanted],
  ['NotIn', (own, wanted) => !list(wanted).includes(text(own))],
  ['Equal', (own, wanted) => text(own) === wanted],
  ['Like', isLike],
  ['In', (own, wanted) => list(wanted).includes(text(own))],
]

/**
 * A page of those objects that the request's `filter` lets through, in the order of its `orderBy` (`-createdAt`), else in their own.
 *
 * Fields of a filter that ask about a property which none of `classes` has are passed over, as Kaltura passes over fields that it doesn't know.
 */
export function listObjects(
  objects: readonly Properties[],
  params: Properties,
  { objectType, classes }: { objectType: string; classes: readonly ObjectClass[] },
): Record<string, unknown> {
  const { orderBy, ...filter } = record.parse(params.filter ?? {})
  const { pageSize, pageIndex } = pager.parse(params.pager ?? {})
  const size = Math.min(pageSize, mostOnAPage)
  const known = new Set(classes.flatMap(({ writable, readOnly }) => [...Object.keys(writable), ...readOnly]))
  const found = objects.filter((object) => Object.entries(filter).every(([field, wanted]) => matches(object, field, wanted, known)))
  const sorted = typeof orderBy === 'string' && orderBy !== '' ? sort(found, orderBy) : found
  return { totalCount: found.length, objects: sorted.slice((pageIndex - 1) * size, pageIndex * size), objectType }
}

function matches(object: Properties, field: string, wanted: unknown, known: ReadonlySet<string>): boolean {
  const value = scalar.safeParse(wanted)
  if (!value.success || value.data === '') return true
  const found = operators.find(([ending]) => field.endsWith(ending))
  if (!found) return true
  const [ending, holds] = found
  const property = field.slice(0, -ending.length)
  return !known.has(property) || holds(object[property], text(value.data))
}

function sort(objects: readonly Properties[], orderBy: string): readonly Properties[] {
  const direction = orderBy.startsWith('-') ? -1 : 1
  const property = orderBy.replace(/^[+-]/, '')
  return [...objects].sort((a, b) => direction * compare(a[property], b[property]))
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0
}

function isLike(own: unknown, part: string): boolean {
  return text(own).toLowerCase().includes(part.toLowerCase())
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? '1' : '0') : value === undefined ? '' : String(value)
}

function list(words: string): readonly string[] {
  return words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
