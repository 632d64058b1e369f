import { z } from 'zod'
import { sandboxRole } from './people.ts'

/** A channel of a guild, or a thread of such a channel. */
export const sandboxChannel = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['text', 'voice', 'stage', 'category', 'announcement', 'thread']),
  /** The category, or the channel of a thread. */
  parentId: z.string().nullable(),
  /** Whether not everyone in the guild sees it. */
  isPrivate: z.boolean(),
  archived: z.boolean(),
  locked: z.boolean(),
  /** Ids of those who see it, and of those who may write in it. */
  seenBy: z.array(z.string()),
  writtenBy: z.array(z.string()),
})

export const sandboxGuild = z.object({
  id: z.string(),
  name: z.string(),
  hasBot: z.boolean(),
  channels: z.array(sandboxChannel),
  /** Whoever is in it, the bot too; `role` is the highest one that each holds. */
  members: z.array(z.object({ userId: z.string(), name: z.string(), isBot: z.boolean(), role: sandboxRole.nullable() })),
})

/** A conversation outside of guilds. */
export const sandboxDirect = z.object({
  id: z.string(),
  people: z.array(z.object({ userId: z.string(), name: z.string(), isBot: z.boolean() })),
})

export type SandboxChannel = z.infer<typeof sandboxChannel>
export type SandboxGuild = z.infer<typeof sandboxGuild>
