import type { APIAttachment } from 'discord-api-types/v10'
import { pixelsOf } from './image-data.ts'
import type { World, WorldStore } from './world.ts'

/** A file as it was sent, with what was said of it. */
export interface NewFile {
  name: string
  bytes: Uint8Array
  description?: string | null | undefined
}

/** Discord's attachment object. */
export type Attachment = Pick<APIAttachment, 'id' | 'filename' | 'size' | 'url' | 'proxy_url'> & Partial<APIAttachment>

/** A file that can be fetched, at its attachment's address. */
export interface StoredFile {
  attachment: Attachment
  channelId: string
  bytes: Uint8Array
}

/** Files in messages and in the options of commands. They are kept in memory, 64 MiB of them; the oldest are forgotten, and their addresses with them. */
export interface Attachments {
  keep(channelId: string, files: readonly NewFile[], ephemeral: boolean): Attachment[]
  /** `undefined` when there is no such file, or no longer. */
  find(channelId: string, id: string, filename: string): StoredFile | undefined
}

/** Bytes of all files of one message together, which an interaction tells as `attachment_size_limit`. */
export const attachmentSizeLimit = 10_485_760
const keptBytes = 64 * 1_048_576

/** @param options.origin where files can be fetched */
export function createAttachments(options: { store: WorldStore; snowflake: () => string; origin: string }): Attachments {
  const { store, snowflake, origin } = options
  const { files } = store.world

  const stored = (channelId: string, { name, bytes, description }: NewFile, ephemeral: boolean): StoredFile => {
    const id = snowflake()
    const filename = fileNameOf(name)
    const url = `${origin}/attachments/${channelId}/${id}/${filename}`
    const type = contentTypeOf(filename)
    const attachment: Attachment = {
      id,
      filename,
      size: bytes.byteLength,
      url,
      proxy_url: url,
      ...(filename === name ? {} : { title: name.replace(/\.[^.]*$/, '') }),
      ...(type === undefined ? {} : { content_type: type }),
      ...(description ? { description } : {}),
      ...pixelsOf(bytes),
      ...(ephemeral ? { ephemeral } : {}),
    }
    return { attachment, channelId, bytes }
  }
  const forgetOld = (): void => {
    let bytes = [...files.values()].reduce((sum, file) => sum + file.bytes.byteLength, 0)
    for (const [id, file] of files) {
      if (bytes <= keptBytes) return
      files.delete(id)
      bytes -= file.bytes.byteLength
    }
  }

  return {
    keep(channelId, added, ephemeral) {
      const kept = added.map((file) => stored(channelId, file, ephemeral))
      for (const file of kept) files.set(file.attachment.id, file)
      forgetOld()
      return kept.map(({ attachment }) => attachment)
    },
    find(channelId, id, filename) {
      const file = files.get(id)
      return file?.channelId === channelId && file.attachment.filename === filename ? file : undefined
    },
  }
}

/** A file's name as Discord writes it in addresses. */
export function fileNameOf(name: string): string {
  return name.replace(/[^\w.-]+/g, '_').slice(-255) || 'unknown'
}

/** `attachment://<filename>` as the address of that file; everything else as it is. */
export function addressIn(attachments: readonly Attachment[]): (url: string) => { url: string; attachment?: Attachment } {
  return (url) => {
    const attachment = attachments.find(({ filename }) => url === `attachment://${filename}`)
    return attachment ? { url: attachment.url, attachment } : { url }
  }
}

/** The files that a command's options name, by id. */
export function resolvedAttachments({ files }: World, ids: readonly string[]): { attachments?: Record<string, APIAttachment> } {
  const found = ids.flatMap((id) => files.get(id)?.attachment ?? [])
  return found.length > 0 ? { attachments: Object.fromEntries(found.map((one) => [one.id, one])) } : {}
}

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/x-wav',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
}

/** By the file's name, whatever its sender says, as Discord decides it. */
function contentTypeOf(filename: string): string | undefined {
  return types[/\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? '']
}
