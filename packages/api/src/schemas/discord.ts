import { z } from 'zod'

export const snowflake = z.string().regex(/^\d{17,20}$/, 'must be a Discord id')
/** Opaque; Discord documents no form. */
export const instanceId = z.string().min(1).max(200)

/** A member as an interaction describes them. */
export const guildMember = z.object({
  userId: snowflake,
  displayName: z.string().max(100),
  roleIds: z.array(snowflake).max(500),
  permissions: z.string().regex(/^\d{1,24}$/),
})

/** Where somebody is: an instance, in a channel, in a guild. */
export const place = z.object({ instanceId, guildId: snowflake, channelId: snowflake })
