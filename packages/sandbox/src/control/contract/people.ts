import { z } from 'zod'

export const sandboxRole = z.object({ id: z.string(), name: z.string(), color: z.string() })

export const sandboxMember = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  /** What the person is here to show: `manager`, `member` or `guest`. */
  part: z.enum(['manager', 'member', 'guest']),
  roles: z.array(sandboxRole),
  /** CSS colour of the round letter that stands for the person. */
  color: z.string(),
})

export type SandboxMember = z.infer<typeof sandboxMember>
