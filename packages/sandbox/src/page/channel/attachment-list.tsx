import type { SandboxAttachment } from '../../control/contract.ts'
import type { ShownFile } from './message-component.ts'

/** The files of a message: pictures as pictures, everything else as links. */
export function AttachmentList({ attachments }: { attachments: readonly SandboxAttachment[] }) {
  if (attachments.length === 0) return null
  return (
    <ul class="attachments" aria-label="Files">
      {attachments.map(({ id, url, name, bytes, contentType, description }) => (
        <li key={id}>
          {contentType?.startsWith('image/') ? (
            <img class="attachment-picture" src={url} alt={description ?? name} />
          ) : (
            <FileLink url={url} name={name} bytes={bytes} />
          )}
        </li>
      ))}
    </ul>
  )
}

export function FileLink({ url, name, bytes }: ShownFile) {
  return (
    <a class="attachment-link" href={url} download={name}>
      {name} <span class="attachment-size">({sizeOf(bytes)})</span>
    </a>
  )
}

function sizeOf(bytes: number): string {
  return bytes < 1_024 ? `${bytes} bytes` : `${(bytes / 1_024).toFixed(1)} KiB`
}
