import { z } from 'zod'

/** A place to meet in the sandbox's Kaltura, and who is in it. */
export const sandboxMeeting = z.object({
  /** Of the room entry; `event:<id>` or `resource:<id>` for a meeting of the kind that came before rooms. */
  id: z.string(),
  name: z.string(),
  kind: z.enum(['room', 'event', 'resource']),
  people: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      role: z.enum(['viewerRole', 'privateOnlyRole', 'adminRole', 'unmoderatedAdminRole']),
      isHost: z.boolean(),
      sinceMs: z.number(),
    }),
  ),
})
