import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { Hono } from 'hono'
import { z } from 'zod'
import { channelJson, threadMemberJson } from '../channel-json.ts'
import type { Discord } from '../discord.ts'
import { guildJson, roleJson } from '../guild-json.ts'
import { memberJson } from '../people-json.ts'
import { isAllowed, permissionsOf } from '../permissions.ts'
import { channelsOf, guildsOfBot, threadsOf } from '../places.ts'
import { missingPermissions, refusalOfIssues, unknownGuild, unknownMember } from '../refusal.ts'
import type { WorldGuild } from '../world.ts'
import { refuse } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'
import { readBody } from './body.ts'
import { createChannel } from './channels.ts'

/** The guild that the path names, which the bot is in. */
export type GuildEnvironment = { Variables: RestEnvironment['Variables'] & { guild: WorldGuild } }

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(1),
  after: z
    .string()
    .regex(/^\d{1,20}$/)
    .default('0'),
})

const memberEdit = z.strictObject({ nick: z.string().max(32).nullable() })
const positions = z.array(z.looseObject({ id: z.string(), position: z.number().int().nonnegative().nullish() })).max(500)

/** A guild that the bot is in, its channels, roles and members, for the bot. */
export function guildRoutes(discord: Discord): Hono<GuildEnvironment> {
  const { world } = discord.store
  const botId = world.application.id
  const may = (guildId: string, bits: bigint): boolean => {
    const bot = world.guilds.get(guildId)?.members.get(botId)
    return bot !== undefined && (permissionsOf(world, bot) & bits) === bits
  }
  const rest = new Hono<GuildEnvironment>()
  rest.use('/guilds/:guild/*', authorized(discord, { bot: true }), async (c, next) => {
    const guild = guildsOfBot(world).find(({ id }) => id === c.req.param('guild'))
    if (!guild) return refuse(c, unknownGuild)
    c.set('guild', guild)
    return next()
  })
  return rest
    .get('/guilds/:guild', (c) => {
      const guild = c.get('guild')
      const counts = { approximate_member_count: guild.members.size, approximate_presence_count: guild.members.size }
      return c.json({ ...guildJson(world, guild), ...(c.req.query('with_counts') === 'true' ? counts : {}) })
    })
    .get('/guilds/:guild/channels', (c) => c.json(channelsOf(world, c.get('guild')).map((channel) => channelJson(world, channel))))
    .post('/guilds/:guild/channels', async (c) => {
      const { id } = c.get('guild')
      return may(id, Bit.ManageChannels) ? createChannel(c, discord, id) : refuse(c, missingPermissions)
    })
    .patch('/guilds/:guild/channels', async (c) => {
      const guild = c.get('guild')
      if (!may(guild.id, Bit.ManageChannels)) return refuse(c, missingPermissions)
      const body = await readBody(c)
      const wanted = body.kind === 'done' ? positions.safeParse(body.value, { reportInput: true }) : undefined
      if (body.kind === 'refused') return refuse(c, body.refusal)
      if (!wanted?.success) return refuse(c, refusalOfIssues(wanted?.error.issues ?? []))
      for (const { id, position } of wanted.data) {
        const channel = channelsOf(world, guild).find((one) => one.id === id)
        if (channel && position !== null && position !== undefined) discord.channels.edit(channel, { position })
      }
      return c.body(null, 204)
    })
    .get('/guilds/:guild/threads/active', (c) => {
      const seen = threadsOf(world, c.get('guild').id).filter(
        ({ id, archived }) => !archived && isAllowed(world, id, botId, Bit.ViewChannel),
      )
      const own = seen.filter(({ members }) => members.has(botId))
      return c.json({
        threads: seen.map((thread) => channelJson(world, thread)),
        members: own.map((thread) => threadMemberJson(world, thread, botId)),
        has_more: false,
      })
    })
    .get('/guilds/:guild/roles', (c) => c.json([...c.get('guild').roles.values()].map((role) => roleJson(role, world.application.id))))
    .get('/guilds/:guild/members', (c) => {
      const wanted = page.safeParse(c.req.query())
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const sorted = [...c.get('guild').members.values()].sort((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1))
      const after = sorted.filter((member) => BigInt(member.user.id) > BigInt(wanted.data.after))
      return c.json(after.slice(0, wanted.data.limit).map(memberJson))
    })
    .patch('/guilds/:guild/members/:user', async (c) => {
      const guild = c.get('guild')
      const isSelf = c.req.param('user') === '@me'
      const member = guild.members.get(isSelf ? botId : c.req.param('user'))
      if (!member) return refuse(c, unknownMember)
      const body = await readBody(c)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const wanted = memberEdit.safeParse(body.value, { reportInput: true })
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      if (!may(guild.id, isSelf ? Bit.ChangeNickname : Bit.ManageNicknames)) return refuse(c, missingPermissions)
      return c.json(discord.installation.rename(member, wanted.data.nick ?? null))
    })
    .get('/guilds/:guild/members/:user', (c) => {
      const member = c.get('guild').members.get(c.req.param('user'))
      return member ? c.json(memberJson(member)) : refuse(c, unknownMember)
    })
}
