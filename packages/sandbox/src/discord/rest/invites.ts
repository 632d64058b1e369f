import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { snowflake } from '../form-parts.ts'
import { inviteJson, inviteMetadataJson, mayRemoveInvite } from '../invites.ts'
import { isAllowed } from '../permissions.ts'
import { invalidForm, missingAccess, missingPermissions, refusalOfIssues, unknownChannel, wrongChannelType } from '../refusal.ts'
import { answer, refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody } from './body.ts'

const embeddedApplication = 2
const inviteBody = z.object({
  max_age: z.number().int().min(0).max(604_800).nullish(),
  max_uses: z.number().int().min(0).max(100).nullish(),
  temporary: z.boolean().nullish(),
  unique: z.boolean().nullish(),
  target_type: z.literal([1, embeddedApplication]).nullish(),
  target_application_id: snowflake.nullish(),
})

/** Invites into channels of guilds, and into the activity there. */
export function inviteRoutes(discord: Discord): Hono {
  const { store, invites } = discord
  const { world } = store
  const botId = world.application.id
  const bot = authorized(discord, { bot: true })
  const full = (invite: Parameters<typeof inviteMetadataJson>[0]) => ({ ...inviteJson(world, invite), ...inviteMetadataJson(invite) })

  return new Hono()
    .post('/channels/:channel/invites', bot, async (c) => {
      const channel = world.channels.get(c.req.param('channel'))
      if (!channel) return refuse(c, unknownChannel)
      if (channel.kind !== 'guild') return refuse(c, wrongChannelType)
      if (!isAllowed(world, channel.id, botId, Bit.ViewChannel)) return refuse(c, missingAccess)
      if (!isAllowed(world, channel.id, botId, Bit.CreateInstantInvite)) return refuse(c, missingPermissions)
      const body = await readBody(c)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const parsed = inviteBody.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return refuse(c, refusalOfIssues(parsed.error.issues))
      const { max_age, max_uses, temporary, unique, target_type, target_application_id } = parsed.data
      if (target_type === 1)
        return refuse(
          c,
          invalidForm(['target_user_id'], 'GUILD_INVITE_INVALID_STREAMER', 'The specified user is currently not streaming in this channel'),
        )
      if (target_type === embeddedApplication && target_application_id !== botId)
        return refuse(
          c,
          invalidForm(['target_application_id'], 'GUILD_INVITE_INVALID_APPLICATION', 'The specified application is not embedded'),
        )
      const created = invites.create(channel, botId, {
        maxAgeS: max_age ?? 86_400,
        maxUses: max_uses ?? 0,
        temporary: temporary ?? false,
        unique: unique ?? false,
        opensActivity: target_type === embeddedApplication,
      })
      return answer(c, created, (invite) => c.json(full(invite)))
    })
    .get('/channels/:channel/invites', bot, (c) => {
      const channel = world.channels.get(c.req.param('channel'))
      if (channel?.kind !== 'guild') return refuse(c, unknownChannel)
      if (!isAllowed(world, channel.id, botId, Bit.ManageChannels)) return refuse(c, missingPermissions)
      return c.json(invites.list({ channelId: channel.id }).map(full))
    })
    .get('/guilds/:guild/invites', bot, (c) => {
      const guildId = c.req.param('guild')
      const [place] = [...world.channels.values()].filter((channel) => channel.kind === 'guild' && channel.guildId === guildId)
      if (!place || !isAllowed(world, place.id, botId, Bit.ManageGuild)) return refuse(c, place ? missingPermissions : missingAccess)
      return c.json(invites.list({ guildId }).map(full))
    })
    .get('/invites/:code', (c) =>
      answer(c, invites.find(c.req.param('code')), (invite) => c.json(inviteJson(world, invite, c.req.query('with_counts') === 'true'))),
    )
    .delete('/invites/:code', bot, (c) =>
      answer(c, invites.find(c.req.param('code')), (invite) => {
        if (!mayRemoveInvite(world, botId, invite)) return refuse(c, missingPermissions)
        invites.remove(invite)
        return c.json(inviteJson(world, invite))
      }),
    )
}
