import { z } from 'zod'

/** Parameters that are numbers may come as text, and the other way round: PHP doesn't mind, and so don't we. */
export const textParameter = z.union([z.string().max(4096), z.number().transform(String)])
export const idParameter = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** Which of the fields an object really has: a field that isn't there leaves a record as it is. */
export function present<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  // Object.fromEntries forgets the names, which are those that `fields` had.
  const there = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(there) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }
}

/** The items of a text like `a, b,c`. */
export function items(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
