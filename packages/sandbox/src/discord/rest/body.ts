import type { Context } from 'hono'
import { parseJson } from '../json.ts'
import { done, invalidForm, invalidJson, type Outcome, refused, tooLarge } from '../refusal.ts'

const maxBytes = 1_048_576

/** Reads a bounded JSON body. Libraries send `payload_json` in a form when files come with it; files themselves are refused. */
export async function readBody(c: Context): Promise<Outcome<unknown>> {
  const type = c.req.header('content-type') ?? ''
  if (Number(c.req.header('content-length') ?? '0') > maxBytes) return refused(tooLarge)
  if (type.startsWith('multipart/form-data')) return readForm(c)
  const text = await c.req.text()
  if (text.length > maxBytes) return refused(tooLarge)
  if (text === '') return done({})
  const value = parseJson(text)
  return value === undefined ? refused(invalidJson) : done(value)
}

async function readForm(c: Context): Promise<Outcome<unknown>> {
  const form = await c.req.formData()
  if ([...form.values()].some((part) => typeof part !== 'string'))
    return refused(invalidForm(['files'], 'SANDBOX_NO_FILES', 'The sandbox does not keep files.'))
  const payload = form.get('payload_json')
  const value = typeof payload === 'string' ? parseJson(payload) : Object.fromEntries(form)
  return value === undefined ? refused(invalidJson) : done(value)
}
