import type { Context } from 'hono'
import type { UploadedFile } from '../attachment-draft.ts'
import { attachmentSizeLimit } from '../attachments.ts'
import { parseJson } from '../json.ts'
import { done, invalidForm, invalidJson, type Outcome, refused, tooLarge } from '../refusal.ts'

const maxBytes = 1_048_576

/** The body of a message: its JSON, and the files that came with it. */
export interface MessageBody {
  json: unknown
  files: readonly UploadedFile[]
}

/** Reads a bounded JSON body. A form with `payload_json` will do as well, but no files. */
export async function readBody(c: Context): Promise<Outcome<unknown>> {
  const body = await readMessageBody(c)
  if (body.kind === 'refused') return body
  return body.value.files.length > 0 ? refused(invalidForm(['files'], 'BASE_TYPE_INVALID', 'No files belong here.')) : done(body.value.json)
}

/** Reads the bounded body of a message: JSON, or a form with `payload_json` and `files[n]` of 10 MiB together (docs: reference, "Uploading Files"). */
export async function readMessageBody(c: Context): Promise<Outcome<MessageBody>> {
  const isForm = (c.req.header('content-type') ?? '').startsWith('multipart/form-data')
  const most = isForm ? maxBytes + attachmentSizeLimit : maxBytes
  if (Number(c.req.header('content-length') ?? '0') > most) return refused(tooLarge)
  if (isForm) return readForm(await c.req.formData().catch(() => new FormData()))
  const text = await c.req.text()
  if (text.length > maxBytes) return refused(tooLarge)
  const json = text === '' ? {} : parseJson(text)
  return json === undefined ? refused(invalidJson) : done({ json, files: [] })
}

async function readForm(form: FormData): Promise<Outcome<MessageBody>> {
  const parts = [...form].flatMap(([name, part]) => (typeof part === 'string' ? [] : [{ name, part }]))
  if (parts.reduce((sum, { part }) => sum + part.size, 0) > attachmentSizeLimit) return refused(tooLarge)
  const payload = form.get('payload_json')
  const fields = Object.fromEntries([...form].filter(([, part]) => typeof part === 'string'))
  const json = typeof payload === 'string' ? parseJson(payload) : fields
  if (json === undefined) return refused(invalidJson)
  const files = parts.map(async ({ name, part }) => ({
    index: /^files\[(\d+)\]$/.exec(name)?.[1] ?? name,
    name: part.name,
    bytes: new Uint8Array(await part.arrayBuffer()),
  }))
  return done({ json, files: await Promise.all(files) })
}
