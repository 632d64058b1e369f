import type { Context } from 'hono'
import type { z } from 'zod'
import { parseJson } from '../discord/json.ts'

const maxCharacters = 100_000

/** Reads a JSON body against a schema of the contract; otherwise a sentence that says what is wrong with it. */
export async function read<T>(c: Context, schema: z.ZodType<T>): Promise<{ kind: 'read'; value: T } | { kind: 'wrong'; why: string }> {
  if (Number(c.req.header('content-length') ?? '0') > maxCharacters) return { kind: 'wrong', why: 'The body is too large.' }
  const text = await c.req.text()
  if (text.length > maxCharacters) return { kind: 'wrong', why: 'The body is too large.' }
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return { kind: 'read', value: parsed.data }
  const [first] = parsed.error.issues
  return { kind: 'wrong', why: first ? `${first.path.join('.') || 'The body'}: ${first.message}` : 'The body is malformed.' }
}
