import { z } from 'zod'

/** A file of a message, at an address of the sandbox. */
const sandboxAttachment = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  bytes: z.number(),
  contentType: z.string().nullable(),
  /** Words in the place of a picture. */
  description: z.string().nullable(),
})
export type SandboxAttachment = z.infer<typeof sandboxAttachment>

export const sandboxMessage = z.object({
  id: z.string(),
  channelId: z.string(),
  author: z.object({ id: z.string(), name: z.string(), bot: z.boolean(), color: z.string() }),
  content: z.string(),
  /** Discord's own JSON, as the bot sent it. */
  embeds: z.array(z.record(z.string(), z.unknown())),
  components: z.array(z.record(z.string(), z.unknown())),
  /** Files that are shown below it, pictures of embeds and of Components V2 left out. */
  attachments: z.array(sandboxAttachment),
  atMs: z.number(),
  editedAtMs: z.number().nullable(),
  /** Only this person sees it; `null` for everyone. */
  onlyFor: z.string().nullable(),
  /** The command or button that it answers. */
  answers: z.object({ userId: z.string(), userName: z.string(), label: z.string() }).nullable(),
  /** `thinking` while a deferred reply waits; `failed` is Discord's own "The application did not respond". */
  state: z.enum(['posted', 'thinking', 'failed']),
  /** Discord's number for what kind it is: 0 plain, 6 "pinned a message", 18 "started a thread", 19 a reply, 20 a command's answer, 21 how a thread begins. */
  type: z.number(),
  pinned: z.boolean(),
  /** What it replies to, in brief. */
  repliesTo: z.object({ id: z.string(), name: z.string(), content: z.string() }).nullable(),
  /** The thread that branches off it, or that it tells of. */
  threadId: z.string().nullable(),
})

/** A form (modal) that the bot opened for one person and that they have not sent or closed yet. */
export const sandboxModal = z.object({
  interactionId: z.string(),
  userId: z.string(),
  customId: z.string(),
  title: z.string(),
  /** Discord's own JSON: labels (type 18) around inputs and selects, text displays (type 10). */
  components: z.array(z.record(z.string(), z.unknown())),
})

export type SandboxMessage = z.infer<typeof sandboxMessage>
export type SandboxModal = z.infer<typeof sandboxModal>
