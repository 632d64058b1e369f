import { z } from 'zod'

/** A person's window of an activity; they may have several. */
export const sandboxFrame = z.object({
  userId: z.string(),
  frameId: z.string(),
  url: z.string(),
  /** Why Discord ended the connection to it, if it did. */
  hungUp: z.object({ code: z.number(), message: z.string() }).optional(),
})

export const sandboxInstance = z.object({
  instanceId: z.string(),
  channelId: z.string(),
  frames: z.array(sandboxFrame),
})

export type SandboxInstance = z.infer<typeof sandboxInstance>
export type SandboxFrame = z.infer<typeof sandboxFrame>
