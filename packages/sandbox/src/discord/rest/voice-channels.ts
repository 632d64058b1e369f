import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { isAllowed } from '../permissions.ts'
import { missingAccess, missingPermissions, refusalOfIssues, unknownChannel, wrongChannelType } from '../refusal.ts'
import { isVoice } from '../voice-channels.ts'
import { voiceStateIn } from '../voice-states.ts'
import { refuse } from './answer.ts'
import { authorized } from './authorization.ts'
import { readBody } from './body.ts'

const statusBody = z.object({ status: z.string().max(500).nullish() })

/** The status of a voice channel, and the regions that one could choose. */
export function voiceChannelRoutes(discord: Discord): Hono {
  const { store, voiceStates } = discord
  const { world } = store
  const botId = world.application.id
  const bot = authorized(discord, { bot: true })
  return new Hono()
    .get('/voice/regions', bot, (c) => c.json([{ id: 'loopback', name: 'This machine', custom: false, deprecated: false, optimal: true }]))
    .put('/channels/:channel/voice-status', bot, async (c) => {
      const channel = world.channels.get(c.req.param('channel'))
      if (channel?.kind !== 'guild' || !world.guilds.get(channel.guildId)?.members.has(botId)) return refuse(c, unknownChannel)
      if (!isVoice(channel)) return refuse(c, wrongChannelType)
      if (!isAllowed(world, channel.id, botId, Bit.ViewChannel)) return refuse(c, missingAccess)
      const isThere = voiceStateIn(world, channel.guildId, botId)?.channelId === channel.id
      const needed = isThere ? Bit.SetVoiceChannelStatus : Bit.SetVoiceChannelStatus | Bit.ManageChannels
      if (!isAllowed(world, channel.id, botId, needed)) return refuse(c, missingPermissions)
      const body = await readBody(c)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const parsed = statusBody.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return refuse(c, refusalOfIssues(parsed.error.issues))
      voiceStates.setStatus(channel.id, parsed.data.status || null)
      return c.body(null, 204)
    })
}
