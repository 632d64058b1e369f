import type { Fields } from '../protocol/shape.ts'
import { encodeLine } from './log-line.ts'

/** What has to be done to one object to make another of it: fields to set, fields to take away. Whole fields, however deep they are. */
export interface Difference {
  readonly set: Fields
  readonly gone?: readonly string[]
}

export function differenceOf(before: object, next: object): Difference {
  const was = new Map(Object.entries(before))
  const is = Object.entries(next).filter(([, value]) => value !== undefined)
  const set = Object.fromEntries(is.filter(([name, value]) => !same(was.get(name), value)))
  const names = new Set(is.map(([name]) => name))
  const gone = [...was].filter(([name, value]) => value !== undefined && !names.has(name)).map(([name]) => name)
  return gone.length === 0 ? { set } : { set, gone }
}

export function withDifference(before: object, { set, gone = [] }: Difference): Fields {
  return Object.fromEntries([...Object.entries(before), ...Object.entries(set)].filter(([name]) => name in set || !gone.includes(name)))
}

/** Whether two values are written the same in a log, whatever the order of their fields. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || encodeLine(sorted(a)) === encodeLine(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}
