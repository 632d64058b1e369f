import { Hono } from 'hono'
import type { Discord } from '../discord/discord.ts'
import { personOf } from '../discord/places.ts'
import { directUse } from './contract.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

/** Adds the bot to a guild and takes it away, installs the app for a person, and opens conversations. */
export function installationRoutes({ store: { world }, installation }: Discord): Hono {
  const noGuild = 'There is no such guild.'
  const noMember = 'There is no such member.'
  return new Hono()
    .put('/guilds/:guildId/bot', (c) => {
      const guild = world.guilds.get(c.req.param('guildId'))
      if (!guild) return refuse(c, 404, 'guild.unknown', noGuild)
      installation.addTo(guild)
      return c.body(null, 204)
    })
    .delete('/guilds/:guildId/bot', (c) => {
      const guild = world.guilds.get(c.req.param('guildId'))
      if (!guild) return refuse(c, 404, 'guild.unknown', noGuild)
      installation.removeFrom(guild)
      return c.body(null, 204)
    })
    .put('/members/:userId/app', (c) => {
      const person = personOf(world, c.req.param('userId'))
      if (!person) return refuse(c, 404, 'member.unknown', noMember)
      installation.addFor(person.id)
      return c.body(null, 204)
    })
    .delete('/members/:userId/app', (c) => {
      const person = personOf(world, c.req.param('userId'))
      if (!person) return refuse(c, 404, 'member.unknown', noMember)
      installation.removeFor(person.id)
      return c.body(null, 204)
    })
    .post('/members/:userId/direct', async (c) => {
      const person = personOf(world, c.req.param('userId'))
      if (!person) return refuse(c, 404, 'member.unknown', noMember)
      const body = await read(c, directUse)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const other = world.users.get(body.value.withUserId)
      if (!other || other.id === person.id) return refuse(c, 404, 'member.unknown', noMember)
      return c.json({ channelId: installation.direct(person.id, other.id).id })
    })
}
