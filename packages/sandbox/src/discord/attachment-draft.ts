import { z } from 'zod'
import { type Attachment, fileNameOf, type NewFile } from './attachments.ts'
import { invalidForm, type Refusal } from './refusal.ts'

/** A file of a form: `files[3]`, or `files[3]`'s number alone. */
export interface UploadedFile {
  index: string
  name: string
  bytes: Uint8Array
}

const most = 10

/** What a body says of its files and, in an edit, of those that shall stay. */
export const attachmentDrafts = z
  .array(
    z.looseObject({
      id: z.union([z.string().max(20), z.number().int().nonnegative()]),
      filename: z.string().max(1024).nullish(),
      description: z.string().max(1024).nullish(),
    }),
  )
  .max(most)
  .nullish()

export interface FilesDraft {
  attachments?: z.infer<typeof attachmentDrafts>
  files?: readonly UploadedFile[] | undefined
}

/** The files that a message has after a draft: of those before, all that the draft doesn't leave out; and every new one. */
export function filesAfter<T extends Pick<Attachment, 'id'>>(
  { attachments, files = [] }: FilesDraft,
  before: readonly T[],
): { kept: T[]; added: NewFile[] } {
  const named = (id: string) => attachments?.find((one) => String(one.id) === id)
  return {
    kept: before.filter(({ id }) => attachments === undefined || named(id)),
    added: files.map(({ index, name, bytes }) => {
      const said = named(index)
      return { name: said?.filename || name, bytes, description: said?.description }
    }),
  }
}

/** What Discord has against the files of a draft, and against components that show files which aren't there. */
export function wrongFiles(
  draft: FilesDraft & { components?: unknown },
  before: readonly Pick<Attachment, 'id' | 'filename'>[],
): Refusal | undefined {
  const { kept, added } = filesAfter(draft, before)
  if (kept.length + added.length > most) return invalidForm(['attachments'], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)
  const known = [...before.map(({ id }) => id), ...(draft.files ?? []).map(({ index }) => index)]
  const stranger = draft.attachments?.findIndex(({ id }) => !known.includes(String(id))) ?? -1
  if (stranger !== -1) return invalidForm(['attachments', stranger, 'id'], 'ATTACHMENT_NOT_FOUND', 'There is no such attachment.')
  const names = [...kept.map(({ filename }) => filename), ...added.map(({ name }) => fileNameOf(name))]
  const shown = JSON.stringify(draft.components ?? []).matchAll(/"url":"attachment:\/\/([^"]+)"/g)
  return [...shown].every(([, name = '']) => names.includes(name))
    ? undefined
    : invalidForm(['components'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', 'The referenced attachment was not found')
}
