import { limits } from './limits.ts'

/** A JSON object whose fields nobody has looked at yet. */
export type Fields = { readonly [name: string]: unknown }

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown, maxChars: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxChars
}

export function isId(value: unknown): value is string {
  return isText(value, limits.idChars)
}

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
}

/** `NaN` and the infinities cannot be written in JSON, but `1e999` can, and is one. */
export function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max
}

export function isCount(value: unknown): value is number {
  return isWithin(value, 0, Number.MAX_SAFE_INTEGER) && Number.isInteger(value)
}

export function isPosition(value: unknown): value is number {
  return isWithin(value, 0, limits.positionS)
}

export function isRate(value: unknown): value is number {
  return isWithin(value, limits.minRate, limits.maxRate)
}

export function isInstant(value: unknown): value is number {
  return isWithin(value, 0, limits.instantMs)
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value)
}

/** A list of at most `max` things that `read` all understands, or `undefined`. */
export function listOf<T>(value: unknown, max: number, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value) || value.length > max) return undefined
  const items = value.map(read).filter((item) => item !== undefined)
  return items.length === value.length ? items : undefined
}

export function readId(value: unknown): string | undefined {
  return isId(value) ? value : undefined
}
