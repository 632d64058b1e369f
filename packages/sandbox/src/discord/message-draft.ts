import { z } from 'zod'
import { attachmentDrafts, type UploadedFile, wrongFiles } from './attachment-draft.ts'
import type { Attachment } from './attachments.ts'
import { type ComponentInput, componentInput, duplicateCustomId } from './components.ts'
import { wrongMessageComponents } from './message-components.ts'
import { done, emptyMessage, invalidForm, type Outcome, refusalOfIssues, refused } from './refusal.ts'

export const messageFlags = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const

const text = (max: number) => z.string().max(max).nullish()
const link = z.string().max(2048).nullish()
const embed = z.looseObject({
  title: text(256),
  description: text(4096),
  url: link,
  color: z.number().int().min(0).max(0xffffff).nullish(),
  timestamp: z.string().max(64).nullish(),
  fields: z
    .array(z.object({ name: z.string().min(1).max(256), value: z.string().min(1).max(1024), inline: z.boolean().nullish() }))
    .max(25)
    .nullish(),
  author: z.looseObject({ name: text(256), url: link, icon_url: link }).nullish(),
  footer: z.looseObject({ text: text(2048), icon_url: link }).nullish(),
  image: z.looseObject({ url: link }).nullish(),
  thumbnail: z.looseObject({ url: link }).nullish(),
})
export type EmbedInput = z.infer<typeof embed>

export const messageDraft = z.looseObject({
  content: text(2000),
  embeds: z.array(embed).max(10).nullish(),
  components: z.array(componentInput).max(40).nullish(),
  flags: z.number().int().nonnegative().nullish(),
  nonce: z.union([z.string().max(25), z.number().int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  allowed_mentions: z
    .looseObject({
      parse: z.array(z.string()).max(3).nullish(),
      users: z.array(z.string()).max(100).nullish(),
      roles: z.array(z.string()).max(100).nullish(),
    })
    .nullish(),
  attachments: attachmentDrafts,
  sticker_ids: z.array(z.unknown()).max(0, 'The sandbox has no stickers.').nullish(),
  poll: z.null('The sandbox has no polls.').optional(),
})
export type MessageDraft = z.infer<typeof messageDraft> & { files?: readonly UploadedFile[] }

/**
 * Reads the body of a new message, or says what Discord would say about it.
 * @param files what came beside the body
 */
export function readNewMessage(body: unknown, files: readonly UploadedFile[] = []): Outcome<MessageDraft> {
  const draft = readMessageEdit(body, nothingYet, files)
  if (draft.kind === 'refused') return draft
  const { content, embeds, components } = draft.value
  return content || embeds?.length || components?.length || files.length > 0 ? draft : refused(emptyMessage)
}

/** What a message is before an edit, as far as it decides what may be changed. */
export interface BeforeEdit {
  flags: number
  content: string
  embeds: readonly unknown[]
  attachments: readonly Pick<Attachment, 'id' | 'filename'>[]
}
const nothingYet: BeforeEdit = { flags: 0, content: '', embeds: [], attachments: [] }

/** Reads the body of an edit: members that are absent stay as they are, and IS_COMPONENTS_V2 stays once it is set. */
export function readMessageEdit(
  body: unknown,
  before: BeforeEdit = nothingYet,
  files: readonly UploadedFile[] = [],
): Outcome<MessageDraft> {
  const parsed = messageDraft.safeParse(body, { reportInput: true })
  if (!parsed.success) return refused(refusalOfIssues(parsed.error.issues))
  const draft = { ...parsed.data, ...(files.length > 0 ? { files } : {}) }
  const wrong = contradiction(draft, before) ?? wrongFiles(draft, before.attachments)
  return wrong ? refused(wrong) : done(draft)
}

function contradiction(draft: MessageDraft, before: BeforeEdit) {
  const components: ComponentInput[] = draft.components ?? []
  const twice = duplicateCustomId(components)
  if (twice !== undefined) return invalidForm(['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
  const v2 = ((before.flags | (draft.flags ?? 0)) & messageFlags.componentsV2) !== 0
  if (v2 && (draft.content === undefined ? before.content : draft.content))
    return invalidForm(
      ['content'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
    )
  if (v2 && (draft.embeds === undefined ? before.embeds : draft.embeds)?.length)
    return invalidForm(
      ['embeds'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      "The 'embeds' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
    )
  const wrong = wrongMessageComponents(components, v2)
  if (wrong) return wrong
  if (embedCharacters(draft.embeds ?? []) > 6000)
    return invalidForm(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
  return undefined
}

function embedCharacters(embeds: readonly EmbedInput[]): number {
  const texts = embeds.flatMap((e) => [
    e.title,
    e.description,
    e.author?.name,
    e.footer?.text,
    ...(e.fields ?? []).flatMap((f) => [f.name, f.value]),
  ])
  return texts.reduce((sum, part) => sum + (part?.length ?? 0), 0)
}
