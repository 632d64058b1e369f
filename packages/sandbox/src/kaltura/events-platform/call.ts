import { z } from 'zod'
import type { EventFolder, Platform, Status } from './platform.ts'

/** What a call answers beside its status. */
export type Answer = { status: Status } & Readonly<Record<string, unknown>>

export type Call = (body: unknown, platform: Platform) => Answer

/** A call whose body has to fit `schema`; else InvalidArgument. */
export function call<Schema extends z.ZodType>(schema: Schema, perform: (body: z.infer<Schema>, platform: Platform) => Answer): Call {
  return (body, platform) => {
    const parsed = schema.safeParse(body)
    return parsed.success ? perform(parsed.data, platform) : { status: 'InvalidArgument' }
  }
}

/** A call about one event, by the id that its body has as `eventId`; ResourceDoesNotExist for one that there isn't. */
export function eventCall<Shape extends z.ZodRawShape>(
  shape: Shape,
  perform: (body: z.infer<z.ZodObject<Shape>>, folder: EventFolder, platform: Platform) => Answer,
): Call {
  const schema = z.object(shape)
  return call(z.looseObject({ eventId: z.number().int() }), (body, platform) => {
    const parsed = schema.safeParse(body)
    if (!parsed.success) return { status: 'InvalidArgument' }
    const folder = platform.events.get(body.eventId)
    return folder ? perform(parsed.data, folder, platform) : missing
  })
}

export const missing: Answer = { status: 'ResourceDoesNotExist' }

export const name = z.string().trim().min(1).max(255)
export const longText = z.string().max(10_000)
export const instant = z.iso.datetime({ offset: true })
export const zone = z.string().refine(isZone)

/** @param most the largest page that may be asked for */
export function pager(limit: number, most: number) {
  return z
    .object({ offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(most).default(limit) })
    .default({ offset: 0, limit })
}

export function page<Item>(items: readonly Item[], { offset, limit }: { offset: number; limit: number }): Item[] {
  return items.slice(offset, offset + limit)
}

/** Without what is `undefined`, so that a change leaves alone what it doesn't name. */
export function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.assign({}, ...entries.map(([key, value]) => ({ [key]: value })))
}

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}
